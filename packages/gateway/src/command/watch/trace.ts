import { AsyncLocalStorage } from 'node:async_hooks';

/** What joins the steps of one request on many servers. */
export interface Trace {
  readonly traceparent: string;
  readonly tracestate: string | undefined;
  /** For logs. */
  readonly id: string;
}

/** The trace of the request that is being served. */
export const traces = new AsyncLocalStorage<Trace | undefined>();

/** Version 00 has four fields; a later one may have more, and is read by these. */
const form = /^(?!ff)([\da-f]{2})-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-[\da-f]{2}(-[\x21-\x7e]*)?$/;

const member =
  /^([a-z][\w*/-]{0,255}|[a-z\d][\w*/-]{0,240}@[a-z][\w*/-]{0,13})=[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]$/;

/**
 * Reads a request's trace context; `undefined` where it is none, and then its state counts for nothing either.
 *
 * @see W3C Trace Context, sections 3.2 and 3.3
 */
export function traceOf(traceparent: string | undefined, tracestate: string | undefined): Trace | undefined {
  const [, version, id = '', more] = form.exec(traceparent ?? '') ?? [];
  if (traceparent === undefined || version === undefined || (version === '00' && more !== undefined)) return undefined;
  return { traceparent, tracestate: stateOf(tracestate), id };
}

/** Members that break the rules make the whole void; the trace goes on without. */
function stateOf(tracestate: string | undefined): string | undefined {
  if (!tracestate || tracestate.length > 512) return undefined;
  const members = tracestate
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
  const names = new Set(members.map((one) => one.split('=', 1)[0]));
  const sound = members.every((one) => member.test(one) && !/[A-Z]/.test(one.split('=', 1)[0] ?? ''));
  return members.length > 0 && members.length <= 32 && sound && names.size === members.length
    ? members.join(',')
    : undefined;
}

/** A `fetch` that passes the trace of the served request on, to upstreams and to the SSO, and nobody's else. */
export function tracedFetch(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
    const trace = traces.getStore();
    for (const name of ['traceparent', 'tracestate'] as const) {
      const value = trace?.[name];
      if (value === undefined) headers.delete(name);
      else headers.set(name, value);
    }
    return fetch(input, { ...init, headers });
  };
}
