import { gatewaySessionQuery, type GatewaySession, type GatewaySessionQuery } from '@epos-login/core/contract';
import { readCookies } from '../cookies/cookies.ts';
import { demandOwnPage } from '../csrf/csrf.ts';
import type { Context } from '../handler/context.ts';
import { jsonResponse, Refusal } from '../http/problem.ts';
import type { Settings } from '../options/settings.ts';
import { usedUpAt, type Found, type Session } from '../sessions/session.ts';

/** Tells who is signed in, and how the sign-in ended whose name the page brings. */
export async function session(request: Request, context: Context): Promise<Response> {
  demandOwnPage(request, context.settings.origins);
  const cookies = readCookies(request);
  const { epos_login: id, passive } = readQuery(new URL(request.url).searchParams);
  const [found, taken] = await Promise.all([
    context.keeper.find(cookies),
    id === undefined ? undefined : context.outcomes.take(cookies, id),
  ]);
  const now = found.held && !passive ? { held: await context.keeper.slide(found.held) } : found;
  const answer = describe(now, context);
  return jsonResponse(taken ? { ...answer, outcome: taken.outcome } : answer, taken?.cookies);
}

function readQuery(parameters: URLSearchParams): GatewaySessionQuery {
  const read = gatewaySessionQuery.safeParse(Object.fromEntries(parameters));
  if (!read.success) throw new Refusal('invalid_request', { reason: 'not as the contract has it' });
  return read.data;
}

/** What pages are told of a session. */
export function describe({ held, reason }: Found, { settings, keeper }: Context): GatewaySession {
  const issuer = settings.sso ? { issuer: settings.sso.issuer } : {};
  if (!held) return { session: null, reason, ...issuer };
  const { id, claims, roles } = held.session;
  const due = keeper.renewsItself ? undefined : refreshIn(held.session, settings);
  return {
    session: {
      id,
      claims: { ...claims },
      ...(roles ? { roles: [...roles] } : {}),
      expires_in: held.expiresIn,
      sliding: settings.session.sliding,
      ...(due === undefined ? {} : { refresh_in: due }),
    },
    ...issuer,
  };
}

/** When the page must ask for a refresh: before the token is used up, and before the session counts as idle. */
function refreshIn({ tokens, seenAt }: Session, { clock, session: { sliding, idle } }: Settings): number | undefined {
  const used = tokens.refresh === undefined ? undefined : usedUpAt(tokens);
  const first = Math.min(used ?? Infinity, sliding ? seenAt + idle * 500 : Infinity);
  return first === Infinity ? undefined : Math.max(0, Math.floor((first - clock()) / 1000));
}
