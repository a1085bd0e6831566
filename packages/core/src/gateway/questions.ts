import type { GatewayLogout, GatewaySessionQuery } from '../contract/gateway.ts';
import { gatewayPaths } from '../contract/gateway-paths.ts';
import { readProblemCode } from '../contract/read-problem.ts';
import { setParameters } from '../address/address.ts';
import { isSecureAddress } from '../address/secure-address.ts';
import { EposError, type EposPhase } from '../errors/errors.ts';
import { askForJson, reading, refused, type Answer, type Question } from '../http/http.ts';
import { readLoggedOut, readSession, type SessionAnswer } from './answers.ts';
import type { Context } from './context.ts';
import { asking } from './first-question.ts';

interface Wishes {
  readonly phase: EposPhase;
  readonly signal?: AbortSignal | undefined;
  /** An answer that is on its way already: the first try takes it. */
  readonly first?: Promise<Response> | undefined;
}

/** Who is signed in. */
export async function askSession(context: Context, query: GatewaySessionQuery, wishes: Wishes): Promise<SessionAnswer> {
  const parameters = setParameters(new URLSearchParams(), query).toString();
  const path = gatewayPaths.session + (parameters && `?${parameters}`);
  return ask(context, path, readSession, wishes);
}

/** Renews what the session lives on. Not stopped half-way: nobody could tell whether it was done. */
export async function askRefresh(context: Context): Promise<SessionAnswer> {
  return ask(context, gatewayPaths.refresh, readSession, { phase: 'session' }, { method: 'POST' });
}

/** Ends the session at the gateway. What the browser needs for the rest of the way out comes back. */
export async function askLogout(context: Context, wishes: GatewayLogout, signal?: AbortSignal) {
  const init = {
    method: 'POST',
    body: JSON.stringify(wishes),
    headers: { 'content-type': 'application/json' },
    // A page that is left meanwhile must not leave the session behind.
    keepalive: true,
  };
  return ask(context, gatewayPaths.logout, readLoggedOut, { phase: 'sign-out', signal }, init);
}

async function ask<T>(
  { address, environment }: Context,
  path: string,
  read: (body: unknown) => T,
  { phase, signal, first }: Wishes,
  init?: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> },
): Promise<T> {
  if (!isSecureAddress(address)) throw new EposError('insecure_context', phase);
  let waiting = first;
  const fetch: Question['fetch'] = (url, sent) => {
    const taken = waiting;
    if (!taken) return environment.fetch(url, sent);
    waiting = undefined;
    return taken.then((answer) => stoppable(answer, sent?.signal));
  };
  const headers = { ...asking.headers, ...init?.headers };
  const { body } = await askForJson({
    url: address + path,
    fetch,
    phase,
    signal,
    init: { ...asking, ...init, headers },
    refusal: (answer) => refusal(answer, phase),
  });
  return reading(phase, () => read(body));
}

/** Nobody has told that one when to stop: a body that does not end must not be read for ever. */
function stoppable(answer: Response, signal: AbortSignal | null | undefined): Response {
  if (!answer.ok || !answer.body || !signal) return answer;
  return new Response(answer.body.pipeThrough(new TransformStream(), { signal }), answer);
}

/** A 401 ends a session where the gateway itself says so, and nowhere else. */
function refusal(answer: Answer, phase: EposPhase): EposError | undefined {
  if (answer.status !== 401) return undefined;
  return refused(answer, phase, readProblemCode(answer.body) === 'session_ended' ? 'session_ended' : 'bad_response');
}
