import { randomBytes } from 'node:crypto';
import { role as roleSchema, type Role } from '@epos-login/core/contract';
import { CookieTooLargeError, readCookies, type Cookies } from '../cookies/cookies.ts';
import { demandNavigation } from '../csrf/csrf.ts';
import type { Arrived, Context } from '../handler/context.ts';
import { redirectResponse, Refusal } from '../http/problem.ts';
import { lostPage } from '../http/lost-page.ts';
import { ProviderError } from '../providers/provider-error.ts';
import type { Session } from '../sessions/session.ts';
import { failureOf, type Failure } from '../sign-in/outcomes.ts';
import type { Transaction } from '../sign-in/transactions.ts';
import type { SignedIn, Way } from '../ways/way.ts';

/**
 * Takes the provider's answer, and leads on to the page that asked for it.
 *
 * An answer that belongs to nothing begun in this browser is bookmarked, reloaded, too late or forged: its code goes
 * nowhere (RFC 9700 sections 2.1.1 and 4.7).
 */
export async function callback(request: Request, context: Context): Promise<Response> {
  demandNavigation(request);
  const { transactions, ways, outcomes } = context;
  const url = new URL(request.url);
  const cookies = readCookies(request);
  const [state, another] = url.searchParams.getAll('state');
  const transaction = another === undefined ? await transactions.find(cookies, 'sign-in', state) : undefined;
  const way = transaction && ways.get(transaction.way);
  if (!transaction || !way) return stray(request, context, cookies);

  const taken = await transactions.remove(cookies, transaction);
  const { written, failure } = await arrive(context, { transaction, way, url, cookies });
  const { location, cookies: told } = await outcomes.add(cookies, transaction.returnTo, failure);
  return redirectResponse(location, [...taken, ...written, ...told]);
}

/** Whoever is signed in has only come back to an old address: nothing is wrong. */
async function stray(request: Request, { keeper, settings }: Context, cookies: Cookies): Promise<Response> {
  const { held } = await keeper.find(cookies);
  if (held) return redirectResponse(settings.home);
  settings.log({
    type: 'refused',
    endpoint: 'callback',
    code: 'invalid_request',
    reason: 'an answer to nothing that was begun in this browser',
  });
  return lostPage(request, settings.home, { why: 'stale', status: 400 });
}

interface Arrival {
  readonly transaction: Transaction;
  readonly way: Way;
  readonly url: URL;
  readonly cookies: Cookies;
}

type Fail = (failure: Failure, reason: string) => Arrived;

async function arrive(context: Context, arrival: Arrival): Promise<Arrived> {
  const { provider, state } = arrival.transaction;
  const fail: Fail = (failure, reason) => {
    const { error: code = '', provider_code: providerCode } = failure;
    context.settings.log({ type: 'sign_in_failed', provider, code, providerCode, reason });
    return { written: [], failure };
  };
  try {
    return await context.arrivals.once(state, () => finish(context, arrival, fail));
  } catch (error) {
    // The store was away before the code was spent.
    if (error instanceof Refusal) return fail({ error: 'unavailable' }, error.reason);
    throw error;
  }
}

/** Never rejects: whoever asks again is to get the very same. */
async function finish(
  { settings, keeper }: Context,
  { transaction, way, url, cookies }: Arrival,
  fail: Fail,
): Promise<Arrived> {
  const { provider, before } = transaction;
  // At another issuer's address its answer may be another issuer's (RFC 9700 section 4.4.2.2).
  if (!way.comesBackTo(url.pathname))
    return fail({ error: 'response_mismatch' }, 'it came to the address of another way');
  try {
    const { state, keep } = transaction;
    const callback = new URL(`${url.pathname}${url.search}`, settings.url);
    // Not to be stopped by a browser that hangs up: it may come again for the answer.
    const signedIn = await way.finish({ callback, state, keep });
    const written = await keeper.begin(sessionOf(signedIn, way.id, settings), cookies, before);
    settings.log({ type: 'signed_in', provider });
    return { written };
  } catch (error) {
    if (error instanceof ProviderError) return fail(failureOf(error), error.message);
    if (error instanceof CookieTooLargeError) {
      settings.log({ type: 'session_too_large', bytes: error.bytes });
      return fail({ error: 'server_error', provider_code: 'session_too_large' }, error.message);
    }
    // The store is away: the person is told, and may try again.
    if (error instanceof Refusal) return fail({ error: 'unavailable' }, error.reason);
    // The operator's own mapping of roles, for one.
    const thrown = error instanceof Error ? error : new Error(String(error));
    settings.log({ type: 'failed', endpoint: 'callback', error: thrown });
    return fail({ error: 'server_error' }, thrown.name);
  }
}

function sessionOf(
  { claims, tokens, sid, idToken }: SignedIn,
  way: string,
  { clock, claims: shown, roles }: Context['settings'],
): Session {
  const now = clock();
  const let_through = shown.filter((name) => Object.hasOwn(claims, name)).map((name) => [name, claims[name]] as const);
  return {
    version: 1,
    id: randomBytes(16).toString('base64url'),
    way,
    claims: { ...Object.fromEntries(let_through), sub: claims.sub },
    roles: goodRoles(roles?.(claims)),
    sid,
    tokens,
    idToken,
    createdAt: now,
    seenAt: now,
  };
}

/** One role that is not as the contract has it must not take the others with it. */
function goodRoles(roles: readonly Role[] | undefined): Role[] | undefined {
  return roles?.flatMap((one) => {
    const read = roleSchema.safeParse(one);
    return read.success ? [read.data] : [];
  });
}
