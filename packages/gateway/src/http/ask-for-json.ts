import { readText } from './body.ts';
import { inTime } from './in-time.ts';

/** How to ask the SSO, the portal and the like. */
export interface Asking {
  readonly fetch: typeof fetch;
  /** How long to wait for the whole answer, in milliseconds. */
  readonly timeout: number;
}

/** What is asked with. */
export interface Question {
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Sent as JSON, by POST. */
  readonly body?: object;
}

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** `undefined` where it is no JSON. */
  readonly body: unknown;
}

/** Keys, roles and verdicts are a few kilobytes; whatever is longer is none of them. In bytes. */
const maximum = 1_000_000;

/** Asks for JSON. Rejects where no answer came in time, it led elsewhere, or had no end. */
export function askForJson(url: string, { fetch, timeout }: Asking, { headers, body }: Question = {}): Promise<Answer> {
  const signal = AbortSignal.timeout(timeout);
  const ask = async () => {
    const response = await fetch(url, {
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
      headers: { Accept: 'application/json', ...(body && { 'Content-Type': 'application/json' }), ...headers },
      // A redirect would carry a token or a person's data to an address nobody configured, or bring keys from there.
      redirect: 'error',
      signal,
    });
    return { status: response.status, headers: response.headers, body: parse(await readText(response, maximum)) };
  };
  return inTime(ask(), signal);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
