import type { GatewayProblemCode } from '@epos-login/core/contract';

const statuses: Readonly<Record<GatewayProblemCode, number>> = {
  invalid_request: 400,
  session_ended: 401,
  refresh_needed: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  too_large: 413,
  rate_limited: 429,
  upstream_error: 502,
  unavailable: 503,
  // Not 504: whoever reads no codes must see that it passes.
  upstream_timeout: 503,
  server_error: 500,
};

const titles: Readonly<Record<GatewayProblemCode, string>> = {
  invalid_request: 'The request is not as the gateway understands it.',
  session_ended: 'Nobody is signed in.',
  refresh_needed: 'The session must be refreshed first.',
  forbidden: 'The request comes from where it must not.',
  not_found: 'There is nothing at this address.',
  method_not_allowed: 'The address knows no such method.',
  too_large: 'The request is too large.',
  rate_limited: 'There were too many requests.',
  upstream_error: 'The server behind the gateway answered something that cannot be passed on.',
  unavailable: 'A server that is needed cannot be reached now. This says nothing about the session.',
  upstream_timeout: 'The server behind the gateway did not answer in time.',
  server_error: 'The gateway failed.',
};

/** What is known of a refusal beside its code. */
export interface RefusalDetails {
  /** Why, for operators: never holds tokens, codes or personal data, and never reaches the page. */
  readonly reason?: string;
  /** What the developer of the page can do about it, where that is worth a word: everybody may read it. */
  readonly detail?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** When to try again at the earliest, in seconds, where a server behind the gateway has said so. */
  readonly retryAfter?: number | undefined;
  readonly cookies?: readonly string[];
  readonly cause?: unknown;
}

/** A request that is not served; becomes a problem document, or a page where a person would have to read it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: GatewayProblemCode;
  readonly reason: string;
  readonly detail: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];

  constructor(code: GatewayProblemCode, details: RefusalDetails = {}) {
    const { reason, detail, headers, retryAfter, cookies = [], cause } = details;
    super(titles[code], cause === undefined ? undefined : { cause });
    this.code = code;
    this.reason = reason ?? code;
    this.detail = detail;
    this.headers = { ...headers, ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }) };
    this.cookies = cookies;
  }

  get status(): number {
    return statuses[this.code];
  }
}

/** @see RFC 9457 */
export function problemResponse({ code, status, message, detail, headers, cookies }: Refusal): Response {
  const body = JSON.stringify({ type: 'about:blank', title: message, status, code, detail });
  return withCookies(
    new Response(body, { status, headers: { ...headers, 'content-type': 'application/problem+json' } }),
    cookies,
  );
}

export function jsonResponse(body: unknown, cookies: readonly string[] = []): Response {
  const headers = { 'content-type': 'application/json' };
  return withCookies(new Response(JSON.stringify(body), { headers }), cookies);
}

/** 303: whatever the browser was asked with, it goes on by GET. */
export function redirectResponse(location: string, cookies: readonly string[] = []): Response {
  return withCookies(new Response(null, { status: 303, headers: { location } }), cookies);
}

function withCookies(response: Response, cookies: readonly string[]): Response {
  for (const cookie of cookies) response.headers.append('set-cookie', cookie);
  return response;
}
