/**
 * A fake ESIA that checks what the real one checks: certificate, signature, time, state, scopes, addresses, codes; shows
 * the pages on which a person signs in and grants access.
 *
 * @module
 */
import { setTimeout as wait } from 'node:timers/promises';
import { Hono } from 'hono';
import { createAttempts } from './journey/attempts.ts';
import { createAuthorizations } from './journey/authorizations.ts';
import { authorize } from './journey/authorize.ts';
import { createConsents } from './journey/consents.ts';
import type { JourneyContext } from './journey/context.ts';
import { logout } from './journey/logout.ts';
import { createSessions } from './journey/sessions.ts';
import { signIn } from './journey/sign-in.ts';
import type { EsiaOptions } from './options.ts';
import { helpPages } from './pages/help-pages.ts';
import { outagePage } from './pages/messages.ts';
import { icon, sheet } from './pages/sheet.ts';
import { createGrantStore } from './protocol/grants.ts';
import { createKeys } from './protocol/keys.ts';
import { publicKeys } from './protocol/public-keys.ts';
import { Refusal } from './protocol/refusal.ts';
import { rest } from './protocol/rest.ts';
import { tokenEndpoint } from './protocol/token-endpoint.ts';
import { createTokens, issuerOf } from './protocol/tokens.ts';

export type {
  ConsentType,
  EsiaFaults,
  EsiaMessage,
  EsiaOptions,
  InformationSystem,
  TokenAlgorithm,
} from './options.ts';

export { certificatesOf } from './protocol/signed-request.ts';

export interface Esia {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  /** ESIA's certificates in DER: the `certificates` of a client. Also in `/public/esia.zip`, as the real one's. */
  readonly certificates: readonly Uint8Array[];
  /** The issuer in its tokens; a client derives the same from the host. */
  readonly issuer: string;
  /** Forgets sessions, consents and locks: everybody signs in as if for the first time. */
  reset(): void;
}

const sound: NonNullable<EsiaOptions['faults']> = () => ({});

/** @see esia-and-epos Part A */
export function createEsia(options: EsiaOptions): Esia {
  const { origin, accounts, systems, deliver, clock = Date.now, faults = sound } = options;
  const keys = createKeys();
  const tokens = createTokens(keys, origin, clock);
  const context: JourneyContext = {
    systems,
    clock,
    accounts,
    deliver,
    tokens,
    codes: createGrantStore(clock),
    attempts: createAttempts(clock),
    authorizations: createAuthorizations(clock),
    consents: createConsents(),
    sessions: createSessions(clock, accounts),
  };

  const app = new Hono();

  app.use(async (c, next) => {
    const { delay = 0, outage = false } = faults();
    if (delay > 0) await wait(delay);
    const { pathname } = new URL(c.req.url);
    // The authorization address leads back with the code of the outage; style and certificates are no service.
    const bears = pathname === '/aas/oauth2/v2/ac' || /^\/(style\.css|icon\.svg|public\/.*)$/.test(pathname);
    if (!outage || bears) await next();
    else if (pathname.startsWith('/rs/')) {
      const { code, text } = new Refusal('ESIA-007008');
      c.res = c.json({ code, message: text }, 503);
    } else {
      // "Some error answers come back as HTML instead of JSON" (esia-and-epos A3): the token endpoint's, here.
      c.res = await c.html(outagePage(new Refusal('ESIA-007008').description), 503);
    }
    c.res.headers.set('Date', new Date(clock()).toUTCString());
    c.res.headers.set('X-Content-Type-Options', 'nosniff');
    if (!c.res.headers.get('content-type')?.startsWith('text/html')) return;
    c.res.headers.set('Cache-Control', 'no-store');
    c.res.headers.set('Referrer-Policy', 'same-origin');
    // No form-action: Chromium holds the redirects after a form to it, and the forms here end at other systems.
    const policy = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'";
    c.res.headers.set('Content-Security-Policy', policy);
  });

  app.route(
    '/',
    authorize(context, () => faults().outage === true),
  );
  app.route('/', signIn(context));
  app.route('/', logout(context));
  app.route('/', helpPages());
  app.route('/', tokenEndpoint({ ...context, refreshTokens: createGrantStore(clock) }));
  app.route('/', rest({ keys, origin, clock, accounts }));

  app.get('/icon.svg', (c) => c.body(icon, 200, { 'content-type': 'image/svg+xml' }));
  app.get('/style.css', (c) => c.body(sheet, 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.route('/', publicKeys(keys));

  return {
    fetch: (request) => app.fetch(request),
    certificates: keys.certificates,
    issuer: issuerOf(origin),
    reset() {
      context.attempts.reset();
      context.consents.reset();
      context.sessions.reset();
    },
  };
}
