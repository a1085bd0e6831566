import { problemCodes, type Problem, type ProblemCode } from '@epos-login/core/contract';
import { delay, HttpResponse } from 'msw';

/** What goes wrong with an answer. */
export type Fault =
  /** The answer comes, but late, or never. */
  | { readonly kind: 'slow'; readonly delay: number | 'infinite' }
  /** The connection breaks. */
  | { readonly kind: 'network' }
  /** The portal answers with a problem document (RFC 9457). */
  | {
      readonly kind: 'problem';
      readonly code: ProblemCode;
      /** Default: the status that belongs to the code. */
      readonly status?: number;
      /** Seconds, for `Retry-After`. */
      readonly retryAfter?: number;
    }
  /** The SSO answers with an OAuth error (RFC 6749, section 5.2). */
  | { readonly kind: 'oauth-error'; readonly error: string; readonly status?: number }
  /** Something else answers: a proxy's page of HTML, an empty body, a list where an object should be. */
  | { readonly kind: 'answer'; readonly status?: number; readonly body: string; readonly type?: string };

const statuses: Record<ProblemCode, number> = {
  invalid_request: 400,
  invalid_token: 401,
  insufficient_scope: 403,
  not_found: 404,
  conflict: 409,
  rate_limited: 429,
  unavailable: 503,
  server_error: 500,
};

/** Every fault that a page may meet at the portal, for tests that go through them all. */
export const portalFaults: readonly Fault[] = [
  { kind: 'network' },
  ...problemCodes.map((code) => ({ kind: 'problem', code }) as const),
  { kind: 'answer', body: '<!doctype html><title>502</title>', type: 'text/html' },
  { kind: 'answer', status: 502, body: '<!doctype html><title>502</title>', type: 'text/html' },
  { kind: 'answer', body: '' },
  { kind: 'answer', body: '[]' },
];

/** What is answered instead; `undefined` when the answer itself may come, perhaps after a while. */
export async function strike(fault: Fault | undefined): Promise<Response | undefined> {
  switch (fault?.kind) {
    case undefined:
      return undefined;
    case 'slow':
      await delay(fault.delay);
      return undefined;
    case 'network':
      return HttpResponse.error();
    case 'problem': {
      const headers = fault.retryAfter === undefined ? undefined : { 'retry-after': String(fault.retryAfter) };
      return problemResponse(
        { title: fault.code, code: fault.code, status: fault.status ?? statuses[fault.code] },
        headers,
      );
    }
    case 'oauth-error':
      return HttpResponse.json({ error: fault.error }, { status: fault.status ?? 400 });
    case 'answer': {
      const { status = 200, body, type = 'application/json' } = fault;
      return new HttpResponse(body, { status, headers: { 'content-type': type } });
    }
  }
}

/** A problem document as the portal sends it. */
export function problemResponse(
  problem: Omit<Problem, 'status'> & { status?: number; code: ProblemCode },
  headers?: HeadersInit,
): Response {
  const { status = statuses[problem.code], ...rest } = problem;
  const answer = HttpResponse.json({ status, ...rest }, { status, ...(headers ? { headers } : {}) });
  answer.headers.set('content-type', 'application/problem+json');
  if (status === 401) answer.headers.set('www-authenticate', `Bearer error="invalid_token"`);
  return answer;
}
