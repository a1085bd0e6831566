import {
  gatewayHeader,
  gatewayLogout,
  gatewayOutcomeParameter,
  gatewayPaths,
  type GatewayLoggedOut,
  type GatewayOutcome,
  type GatewayProblemCode,
  type GatewaySession,
} from '@epos-login/core/contract';
import { http, HttpResponse, type HttpHandler } from 'msw';
import { meOf, type FixturePersonLike } from '../answers/answers.ts';
import { strike, type Fault } from './faults.ts';

/** Whose session the gateway holds and what goes wrong at it. */
export interface GatewayHandlersOptions {
  /** The gateway's address, as given to `gateway`. Default: `/auth` of any origin. */
  url?: string;
  /** Whose session stands; `null` when nobody's does. Default: the teacher. */
  person?: FixturePersonLike | null;
  /** Fields that replace those of the session: `{ expires_in: 60 }`, `{ refresh_in: 0 }`. */
  session?: Partial<NonNullable<GatewaySession['session']>>;
  /** Why nobody is signed in. Default: nobody was. */
  reason?: NonNullable<GatewaySession['reason']>;
  /** How the sign-in ended that led to `?epos_login=<id>`: told once. `{ id: 'o1', error: 'access_denied' }`. */
  outcome?: GatewayOutcome;
  /** The SSO's issuer identifier. Default: none is told. */
  issuer?: string;
  /** Where the page is led for the SSO's own sign-out. Default: nowhere. */
  endSession?: NonNullable<GatewayLoggedOut['end_session']>;
  /** What goes wrong, by endpoint. */
  faults?: Partial<Record<'session' | 'refresh' | 'logout', Fault>>;
}

/**
 * MSW handlers that answer as `@epos-login/gateway` does: `session`, `refresh` and `logout`, each refused without the
 * header that the gateway demands; after `logout` nobody is signed in. What the gateway proxies, `portalHandlers` play.
 * No mock can stand in for `login`, which is a navigation: begin with `person: null`, and go on with a person and an
 * `outcome` at the address that the page came back to.
 *
 * @example
 * ```ts
 * import { setupServer } from 'msw/node';
 * import { gatewayHandlers, portalHandlers } from '@epos-login/testing/msw';
 *
 * const url = 'https://journal.example';
 * const server = setupServer(
 *   ...gatewayHandlers({ url: `${url}/auth`, person: 'parent' }),
 *   ...portalHandlers({ url: `${url}/api`, person: 'parent' }),
 * );
 * server.use(...gatewayHandlers({ url: `${url}/auth`, faults: { session: { kind: 'network' } } }));
 * ```
 */
export function gatewayHandlers({
  url = '*/auth',
  person = 'teacher',
  session,
  reason = 'never',
  outcome,
  issuer,
  endSession,
  faults = {},
}: GatewayHandlersOptions = {}): HttpHandler[] {
  const at = (path: keyof typeof faults) => `${url.replace(/\/$/, '')}/${gatewayPaths[path]}`;
  let present = person;
  let untold = outcome;

  const describe = (): GatewaySession => {
    const known = issuer === undefined ? {} : { issuer };
    if (!present) return { session: null, reason, ...known };
    const { sub } = meOf(present).person;
    return {
      session: { id: `session-of-${sub}`, claims: { sub }, expires_in: 1800, sliding: true, ...session },
      ...known,
    };
  };

  return [
    http.get(at('session'), async ({ request }) => {
      const refused = (await strike(faults.session)) ?? refusal(request);
      if (refused) return refused;
      const told = untold?.id === new URL(request.url).searchParams.get(gatewayOutcomeParameter) ? untold : undefined;
      if (told) untold = undefined;
      return answer({ ...describe(), ...(told ? { outcome: told } : {}) });
    }),

    http.post(at('refresh'), async ({ request }) => {
      const refused = (await strike(faults.refresh)) ?? refusal(request);
      return refused ?? (present ? answer(describe()) : problem(401, 'session_ended'));
    }),

    http.post(at('logout'), async ({ request }) => {
      const refused = (await strike(faults.logout)) ?? refusal(request);
      if (refused) return refused;
      const wishes = gatewayLogout.safeParse(await request.json().catch(() => undefined));
      if (!wishes.success) return problem(400, 'invalid_request');
      present = null;
      const { everywhere = true } = wishes.data;
      return answer(everywhere && endSession ? { end_session: endSession } : {});
    }),
  ];
}

/** Whatever another site could make a browser send comes without the header. */
function refusal(request: Request): Response | undefined {
  return request.headers.get(gatewayHeader) ? undefined : problem(403, 'forbidden');
}

function answer(body: GatewaySession | GatewayLoggedOut): Response {
  return HttpResponse.json(body, { headers: { 'cache-control': 'no-store' } });
}

function problem(status: number, code: GatewayProblemCode): Response {
  const headers = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' };
  return HttpResponse.json({ status, title: code, code }, { status, headers });
}
