import type { gatewayHeader, gatewayPaths } from '../contract/gateway-paths.ts';

/** What every question carries. Types of the constants, not the constants: this must stay small. */
export const asking = {
  headers: { 'x-epos-gateway': '1' } satisfies Record<typeof gatewayHeader, string>,
  // The cookie goes to another origin too: what may ask there is on the gateway's list.
  credentials: 'include',
  cache: 'no-store',
  redirect: 'manual',
} as const satisfies RequestInit;

/** The address of one of the gateway's endpoints. Resolved late: a server that constructs the SDK has no page. */
export function endpoint(url: string, path: string): string {
  const { document } = globalThis as { document?: Document };
  return new URL(path, new URL(url.replace(/\/*$/, '/'), document?.baseURI)).href;
}

/**
 * Asks who is signed in, and how the sign-in ended that led to this address. It is on its way while what reads the
 * answer, and asks again where none comes, still loads.
 */
export function askFirst(url: string, search: string, send: typeof fetch): Promise<Response> {
  // What is no name of the gateway's is not asked for: it would refuse the question.
  const id = /[?&](epos_login=[\w-]{1,255})(&|$)/.exec(search)?.[1];
  const path: typeof gatewayPaths.session = 'session';
  const answer = send(endpoint(url, id ? `${path}?${id}` : path), asking);
  // Whoever reads it hears of its failure.
  answer.catch(() => undefined);
  return answer;
}
