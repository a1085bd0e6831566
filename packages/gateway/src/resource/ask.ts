import { readText } from '../http/body.ts';

/** How to ask the SSO and the portal. */
export interface Asking {
  readonly fetch: typeof fetch;
  /** How long to wait for the whole answer, in milliseconds. */
  readonly timeout: number;
}

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** `undefined` where it is no JSON. */
  readonly body: unknown;
}

/** Keys and roles are a few kilobytes; whatever is longer is neither. In bytes. */
const maximum = 1_000_000;

/** Asks for JSON. Rejects where no answer came in time, it led elsewhere, or had no end. */
export async function askForJson(
  url: string,
  { fetch, timeout }: Asking,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const response = await fetch(url, {
    headers: { Accept: 'application/json', ...headers },
    // A redirect would carry the token to an address nobody configured, or bring keys from there.
    redirect: 'error',
    signal: AbortSignal.timeout(timeout),
  });
  return { status: response.status, headers: response.headers, body: parse(await readText(response, maximum)) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
