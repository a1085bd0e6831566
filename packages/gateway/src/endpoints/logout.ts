import { randomBytes } from 'node:crypto';
import { gatewayLogout, type GatewayLoggedOut, type GatewayLogout } from '@epos-login/core/contract';
import { readCookies, type Cookies } from '../cookies/cookies.ts';
import { demandNavigation, demandOwnPage } from '../csrf/csrf.ts';
import { wayTo, type Context } from '../handler/context.ts';
import { readText } from '../http/body.ts';
import { jsonResponse, redirectResponse, Refusal } from '../http/problem.ts';
import { ProviderError } from '../providers/provider-error.ts';
import type { Session } from '../sessions/session.ts';
import { returnAddress } from '../sign-in/return-address.ts';
import type { Way } from '../ways/way.ts';

/**
 * Ends the session here, and tells the page how to end the SSO's.
 *
 * The cookies go whatever happens: on a shared computer somebody else sits down next. What could not be done beside that
 * (the store or the SSO is away) is said by a 503; what the store could not end is ended by the next sign-out.
 */
export async function logout(request: Request, context: Context): Promise<Response> {
  const { settings, keeper, ways } = context;
  demandOwnPage(request, settings.origins);
  const { everywhere = true, return_to } = await readWishes(request);
  const returnTo = returnAddress(return_to, settings);
  if (returnTo === undefined)
    throw new Refusal('invalid_request', { reason: 'return_to is no address of a listed origin' });

  const cookies = readCookies(request);
  let erased = [...keeper.erase(cookies), ...keeper.postpone(cookies)];
  try {
    const { held } = await keeper.find(cookies);
    const all = [...(held ? [held] : []), ...(await keeper.postponed(cookies))];
    for (const one of all) await keeper.end(one);
    erased = [...keeper.erase(cookies, held), ...keeper.settle(cookies)];
    const [latest, ...others] = all.map(({ session }) => session);
    for (const other of others) withdrawLater(context, other, everywhere);
    const way = (latest && ways.get(latest.way)) ?? wayTo(context, undefined)?.way;
    const farther = await leave(context, { way, session: latest, everywhere, returnTo, cookies });
    settings.log({ type: 'signed_out', everywhere });
    return jsonResponse(farther.answer, [...erased, ...farther.cookies]);
  } catch (error) {
    if (!(error instanceof ProviderError) && !(error instanceof Refusal)) throw error;
    const retryAfter = error instanceof ProviderError ? error.retryAfter : undefined;
    throw new Refusal('unavailable', { reason: error.message, retryAfter, cookies: erased, cause: error });
  }
}

/** Where the SSO leads back to after its sign-out; leads on to where the page wished to be. */
export async function loggedOut(request: Request, context: Context): Promise<Response> {
  demandNavigation(request);
  const { settings, transactions, ways } = context;
  const cookies = readCookies(request);
  const state = new URL(request.url).searchParams.get('state') ?? undefined;
  const latest = async () => {
    const last = await transactions.latest(cookies, 'sign-out');
    // A provider with rules of its own brings no `state` back.
    return last && ways.get(last.way)?.issuer === undefined ? last : undefined;
  };
  const transaction = state === undefined ? await latest() : await transactions.find(cookies, 'sign-out', state);
  if (!transaction) return redirectResponse(settings.home);
  return redirectResponse(transaction.returnTo, await transactions.remove(cookies, transaction));
}

interface Leave {
  readonly way: Way | undefined;
  readonly session: Session | undefined;
  readonly everywhere: boolean;
  readonly returnTo: string;
  readonly cookies: Cookies;
}

async function leave(
  context: Context,
  { way, session, everywhere, returnTo, cookies }: Leave,
): Promise<{ answer: GatewayLoggedOut; cookies: string[] }> {
  const { settings, transactions } = context;
  const nowhere = { answer: {}, cookies: [] };
  if (!way) return nowhere;
  if (session) withdrawLater(context, session, everywhere);
  if (!everywhere) return nowhere;
  const state = randomBytes(16).toString('base64url');
  const address = `${settings.url.href.replace(/\/$/, '')}/logged-out`;
  const farAway = await way.signOut(session?.idToken, { address, state });
  if (!farAway) return nowhere;
  const begun = {
    kind: 'sign-out',
    way: way.id,
    provider: way.id,
    state,
    returnTo,
    at: settings.clock(),
    keep: {},
  } as const;
  const { action, fields } = farAway;
  return { answer: { end_session: { action, fields } }, cookies: await transactions.add(cookies, begun) };
}

function withdrawLater({ ways, background }: Context, session: Session, everywhere: boolean): void {
  const way = ways.get(session.way);
  if (way) background(withdraw(way, session, everywhere));
}

/**
 * Withdraws the refresh token, if it would outlive what comes next. Nobody waits for the answer.
 *
 * Where the browser goes to the SSO's sign-out, that ends the token too, but for one of `offline_access`. Withdrawn
 * beside it, Keycloak would end its session at once, find none to sign out of, and leave the provider's session for
 * whoever sits down next.
 *
 * @see RFC 7009 section 2
 */
async function withdraw(way: Way, { tokens }: Session, everywhere: boolean): Promise<void> {
  if (!everywhere || (await way.outlives())) await way.revoke(tokens);
}

async function readWishes(request: Request): Promise<GatewayLogout> {
  const text = await readText(request, 8000);
  if (!text) return {};
  // A form can send what looks like JSON, but not under its name.
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type))
    throw new Refusal('invalid_request', { reason: 'not JSON by its type' });
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (cause) {
    throw new Refusal('invalid_request', { reason: 'not JSON', cause });
  }
  const read = gatewayLogout.safeParse(body);
  if (!read.success) throw new Refusal('invalid_request', { reason: 'not as the contract has it' });
  return read.data;
}
