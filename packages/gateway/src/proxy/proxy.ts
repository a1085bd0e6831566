import { gatewayHeader } from '@epos-login/core/contract';
import { readCookies } from '../cookies/cookies.ts';
import { demandOwnPage } from '../csrf/csrf.ts';
import type { Context } from '../handler/context.ts';
import { inTime } from '../http/in-time.ts';
import { PageLeft } from '../http/page-left.ts';
import { Refusal } from '../http/problem.ts';
import type { ProxySettings } from '../options/settings.ts';
import { renewHeld } from '../sessions/renew.ts';
import { isUsedUp, type Held } from '../sessions/session.ts';
import type { Tokens } from '../ways/way.ts';
import { outgoing, type Outgoing } from './body.ts';
import { requestHeaders, responseHeaders } from './headers.ts';
import { Silence } from './silence.ts';
import { targetOf } from './target.ts';

/** How young a token is that was refused although it had just been fetched, in milliseconds: another would be too. */
const young = 10_000;

/** Passes a page's request on to an upstream, with the person's token in the place of the cookie. */
export async function proxied(request: Request, context: Context, proxy: ProxySettings): Promise<Response> {
  if (!proxy.methods.includes(request.method)) {
    throw new Refusal('method_not_allowed', { headers: { allow: proxy.methods.join(', ') } });
  }
  demandOwnPage(request, context.settings.origins);
  const url = new URL(request.url);
  const target = targetOf(url, proxy);
  const silence = new Silence(proxy.timeout);
  const anonymous = proxy.anonymous.includes(url.pathname.slice(proxy.path.length));
  // Before the body, which may be long: who is nobody need not send it.
  const held = anonymous ? undefined : await ready(request, context);
  const journey: Journey = {
    request,
    context,
    proxy,
    target,
    silence,
    body: await outgoing(request, proxy.maxBody, silence.stir),
  };
  const response = held ? await asPerson(journey, held) : await send(journey);
  return answer(journey, response, held !== undefined);
}

interface Journey {
  readonly request: Request;
  readonly context: Context;
  readonly proxy: ProxySettings;
  readonly target: URL;
  readonly silence: Silence;
  readonly body: Outgoing;
}

/** A session with a token that is good for a while. */
async function ready(request: Request, context: Context): Promise<Held> {
  const { keeper, settings, background } = context;
  const cookies = readCookies(request);
  const { held } = await keeper.find(cookies);
  if (!held || !isMeant(request.headers.get(gatewayHeader), held)) throw new Refusal('session_ended');
  background(keeper.slide(held));
  const { tokens } = held.session;
  // What nobody can renew is shown to its very end, which is the session's.
  if (tokens.refresh === undefined || !isUsedUp(tokens, settings.clock())) return held;
  if (!keeper.renewsItself) throw new Refusal('refresh_needed');
  try {
    return await renewHeld(held, context);
  } catch (error) {
    // It has some seconds left, and the issuer may be back by the next request.
    const { expiresAt = 0 } = tokens;
    if (error instanceof Refusal && error.code !== 'session_ended' && settings.clock() < expiresAt) return held;
    throw error;
  }
}

/** Whether the page means this session: the cookie may have become another person's since the page was loaded. */
function isMeant(header: string | null, { session }: Held): boolean {
  return header === session.id || !/^[\w-]{22}$/.test(header ?? '');
}

/** Sends it with what the upstream may be shown of the session. */
async function asPerson(journey: Journey, held: Held): Promise<Response> {
  const { tokens, claims } = held.session;
  const { context, proxy } = journey;
  if (tokens.type !== 'own' && !context.ownTokens?.always) return withToken(journey, held);
  // The way was taken out of the options, as where the session is renewed.
  if (!context.ownTokens) throw new Refusal('session_ended', { reason: 'there are no tokens of the gateway’s own' });
  const authorization = `Bearer ${await context.ownTokens.token(claims.sub, proxy.audience)}`;
  return send(journey, { authorization });
}

/** Sends it, and once more where another token or another proof would help. */
async function withToken(journey: Journey, held: Held): Promise<Response> {
  const { context, body, target } = journey;
  const { keeper, settings, proofs } = context;
  let { tokens } = held.session;
  const sendWith = async (shown: Tokens) => send(journey, await shownTo(journey, shown));
  let response = await sendWith(tokens);
  const learned = proofs.learn(target.href, response);
  if (response.status !== 401) return response;

  const discard = () => {
    response.body?.cancel().catch(() => undefined);
  };
  const again = (fresh: Tokens) => {
    discard();
    // What was streamed is gone: the page has it still.
    if (!body.replayable) throw new Refusal('refresh_needed', { reason: 'a body that cannot be sent again' });
    return sendWith(fresh);
  };
  // A proof without the server's nonce (RFC 9449 section 9).
  if (tokens.key && learned) {
    response = await again(tokens);
    proofs.learn(target.href, response);
    if (response.status !== 401) return response;
  }
  if (tokens.refresh === undefined || settings.clock() - tokens.obtainedAt < young) return response;
  // Before the renewal, which may fail: nobody would let go of it then.
  discard();
  if (!keeper.renewsItself) throw new Refusal('refresh_needed', { reason: 'the upstream refuses the token' });
  ({ tokens } = (await renewHeld(held, context, { refused: tokens.access })).session);
  return again(tokens);
}

/** The SSO's token, with a proof where it is bound to a key. */
async function shownTo(
  { request: { method }, context, target: { href: url } }: Journey,
  { type, key, access: token }: Tokens,
): Promise<Record<string, string>> {
  const authorization = `${type} ${token}`;
  return key ? { authorization, dpop: await context.proofs.proof(key, { method, url, token }) } : { authorization };
}

async function send(
  { request, context, proxy, target, silence, body }: Journey,
  credentials?: Readonly<Record<string, string>>,
): Promise<Response> {
  const headers = requestHeaders(request.headers, proxy);
  for (const [name, value] of Object.entries(credentials ?? {})) headers.set(name, value);
  const { method } = request;
  const signal = AbortSignal.any([silence.signal, request.signal]);
  silence.stir();
  try {
    const asked = context.settings.fetch(target.href, {
      method,
      headers,
      body: body.body,
      // Streams go one way at a time (Fetch, `RequestInit.duplex`).
      ...(body.replayable ? {} : { duplex: 'half' as const }),
      redirect: 'manual',
      credentials: 'omit',
      signal,
    });
    return await inTime(asked, signal);
  } catch (cause) {
    const refusal = body.refusal();
    if (refusal) throw refusal;
    if (silence.broken) throw new Refusal('upstream_timeout', { reason: 'the upstream is silent', cause });
    if (request.signal.aborted) throw new PageLeft('before the upstream answered', { cause });
    throw new Refusal('unavailable', { reason: 'the upstream cannot be reached', cause });
  } finally {
    silence.rest();
  }
}

function answer({ proxy, target, silence }: Journey, response: Response, personal: boolean): Response {
  const { status } = response;
  if (status >= 300 && status < 400 && status !== 304) {
    response.body?.cancel().catch(() => undefined);
    // Followed here, the token would go to an address that nobody configured; there, the browser without it.
    throw new Refusal('upstream_error', { reason: `the upstream answers ${status}` });
  }
  const body = silence.over(response.body as ReadableStream<Uint8Array> | null);
  return new Response(body, { status, headers: responseHeaders(response, target, proxy, personal) });
}
