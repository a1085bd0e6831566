/** A gateway as docs/decisions/0007 has it, in memory: one browser's cookie, sessions that end, and what goes wrong. */
import type { GatewayOutcome, GatewaySession } from '../contract/gateway.ts';
import { gatewayHeader } from '../contract/gateway-paths.ts';

type Standing = NonNullable<GatewaySession['session']>;

/** What is answered instead, by the path below the gateway's origin. */
type Fault = (request: Request) => Response | Promise<Response> | undefined;

export const issuer = 'https://sso.example/realms/epos';

export class FakeGateway {
  readonly origin: string;
  readonly url: string;
  /** What the cookie of the browser stands for. */
  session: Standing | null = null;
  reason: GatewaySession['reason'];
  outcome: GatewayOutcome | undefined;
  endSession: { action: string; fields: Record<string, string> } | undefined = {
    action: 'https://sso.example/logout',
    fields: { id_token_hint: 'a.b.c', post_logout_redirect_uri: 'https://journal.example/', client_id: 'journal' },
  };
  /** Whether the token is used up, so that proxied calls need a refresh first. */
  isSpent = false;
  /** All that was asked, as `GET /auth/session?passive=1`. */
  readonly asked: string[] = [];
  readonly requests: Request[] = [];
  fault: Fault = () => undefined;

  constructor(origin = 'https://journal.example') {
    this.origin = origin;
    this.url = `${origin}/auth`;
  }

  /** What was asked, without where. */
  times(what: string): number {
    return this.asked.filter((line) => line === what).length;
  }

  signIn(session: Partial<Standing> = {}): void {
    const claims = { sub: 'p1', name: 'Смирнов Алексей' };
    this.session = { id: `session-${String(this.asked.length)}`, claims, expires_in: 1800, sliding: true, ...session };
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const { pathname, search, origin } = new URL(request.url);
    this.requests.push(request);
    this.asked.push(`${request.method} ${pathname}${search}`);
    const struck = await this.fault(request);
    if (struck) return struck;
    if (origin !== this.origin || !request.headers.get(gatewayHeader)) return problem(403, 'forbidden');
    switch (`${request.method} ${pathname}`) {
      case 'GET /auth/session':
        return Response.json(this.#session(new URL(request.url).searchParams.get('epos_login')));
      case 'POST /auth/refresh':
        if (!this.session) return problem(401, 'session_ended');
        this.isSpent = false;
        return Response.json(this.#session(null));
      case 'POST /auth/logout': {
        const { everywhere } = (await request.json()) as { everywhere?: boolean };
        if (!this.session) return problem(401, 'session_ended');
        this.session = null;
        return Response.json(everywhere && this.endSession ? { end_session: this.endSession } : {});
      }
      default:
        return this.#proxied(request, pathname);
    }
  };

  #session(asked: string | null): GatewaySession {
    const { session, reason, outcome } = this;
    const told = outcome?.id === asked ? { outcome } : {};
    if (told.outcome) this.outcome = undefined;
    return { session, ...(session ? {} : { reason: reason ?? 'never' }), ...told, issuer };
  }

  async #proxied(request: Request, pathname: string): Promise<Response> {
    if (!this.session) return problem(401, 'session_ended');
    if (this.isSpent) return problem(401, 'refresh_needed');
    return Response.json({ pathname, body: await request.text(), sub: this.session.claims.sub });
  }
}

export function problem(status: number, code: string, headers: Record<string, string> = {}): Response {
  return Response.json(
    { code, status },
    { status, headers: { 'content-type': 'application/problem+json', ...headers } },
  );
}
