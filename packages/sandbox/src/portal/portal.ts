import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import {
  checkForm,
  organizationQuery,
  registration,
  type Me,
  type OrganizationList,
  type RegistrationAccepted,
  type SubsystemList,
} from '@epos-login/core/contract';
import { subsystemCatalogue, type LaunchAddress } from '@epos-login/testing/people';
import type { JSONWebKeySet } from 'jose';
import { handlerOf, type Env, type PageContext } from '../listen/app.ts';
import { guard, retryAfter } from '../listen/guard.ts';
import type { Handler } from '../listen/listen.ts';
import { isLoopback } from '../listen/loopback.ts';
import type { Origins } from '../origins.ts';
import { brokenRules, enrol } from '../world/enrolment.ts';
import { fullName } from '../world/register.ts';
import { remember } from '../world/remember.ts';
import type { World } from '../world/world.ts';
import { createAccessCheck, type TrustedIssuer } from './access.ts';
import { addJournal } from './journal/journal.ts';
import { createLimit } from './limits.ts';
import { problemResponse } from './problem.ts';
import { addPortalPage } from './page.ts';

export interface PortalOptions {
  readonly origins: Origins;
  readonly world: World;
  readonly audience: string;
  readonly jwks: JSONWebKeySet;
  readonly trusted: readonly TrustedIssuer[];
  readonly launch: (id: string) => LaunchAddress;
}

const exposed = 'ETag, Date, Retry-After, WWW-Authenticate, DPoP-Nonce';
const largestForm = 32 * 1024;

/** The portal's API, version 1 of the contract. */
export function createPortal({ origins, world, audience, jwks, trusted, launch }: PortalOptions): Handler {
  const app = new Hono<Env>();
  const access = createAccessCheck({ origin: origins.portal, issuer: origins.sso, audience, jwks, trusted, world });
  const searches = createLimit(120, 60);
  const registrations = createLimit(20, 60);
  const accepted = new Map<string, { readonly form: string; readonly id: string }>();
  world.onReset(() => {
    searches.reset();
    registrations.reset();
    accepted.clear();
  });

  app.use('/api/*', async (c, next) => {
    if (c.req.method === 'OPTIONS') return preflight(c.req.header('Origin'));
    await next();
    addCors(c.req.header('Origin'), c.res.headers);
    return undefined;
  });

  /** Answers about the person whom the token names, with an `ETag`. */
  const aboutPerson = (answer: (sub: string) => Me | SubsystemList | undefined) => async (c: PageContext) => {
    const who = await access.check(c.req.raw);
    if ('refusal' in who) return who.refusal;
    const body = answer(who.sub);
    if (!body) return problemResponse('not_found', { detail: 'Человека из токена нет в Контингенте.' });
    const text = JSON.stringify(body);
    const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
    const headers = {
      'Cache-Control': 'no-store',
      ETag: etag,
      Vary: 'Authorization',
      ...(who.nonce ? { 'DPoP-Nonce': who.nonce } : {}),
    };
    const known = (c.req.header('If-None-Match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
    if (known.includes(etag) || known.includes('*')) return c.body(null, 304, headers);
    return c.body(text, 200, { ...headers, 'Content-Type': 'application/json' });
  };

  app.get(
    '/api/v1/me',
    aboutPerson((sub) => {
      const record = world.register.find(sub);
      if (!record) return undefined;
      const { family_name, given_name, middle_name, roles } = record;
      return {
        person: { sub, name: fullName(record), family_name, given_name, ...(middle_name ? { middle_name } : {}) },
        roles: [...roles],
      };
    }),
  );

  const catalogue = new Map(subsystemCatalogue(launch).map((subsystem) => [subsystem.id, subsystem]));
  app.get(
    '/api/v1/me/subsystems',
    aboutPerson((sub) => {
      const record = world.register.find(sub);
      return record && { subsystems: record.subsystems.flatMap((id) => catalogue.get(id) ?? []) };
    }),
  );

  app.get('/api/v1/organizations', (c) => {
    const wait = searches.wait(addressOf(c));
    if (wait > 0) return limited(wait);
    const query = checkForm(organizationQuery, c.req.query());
    if (!query.ok) return problemResponse('invalid_request', { errors: query.fields });
    const { limit, cursor } = query.form;
    const place = cursor === undefined ? '0' : Buffer.from(cursor, 'base64url').toString();
    const offset = Number(place);
    if (!/^\d{1,6}$/.test(place))
      return problemResponse('invalid_request', { errors: [{ field: 'cursor', rule: 'unknown' }] });
    const found = findOrganizations(world, query.form.query);
    const body: OrganizationList = {
      organizations: found.slice(offset, offset + limit),
      ...(offset + limit < found.length
        ? { next_cursor: Buffer.from(String(offset + limit)).toString('base64url') }
        : {}),
    };
    return c.json(body, 200, { 'Cache-Control': 'no-store' });
  });

  app.post('/api/v1/registrations', async (c) => {
    const wait = registrations.wait(addressOf(c));
    if (wait > 0) return limited(wait);
    const key = c.req.header('Idempotency-Key') ?? '';
    if (key === '' || key.length > 255)
      return problemResponse('invalid_request', {
        errors: [{ field: 'Idempotency-Key', rule: key === '' ? 'required' : 'max_length' }],
      });
    if (!/^application\/json\b/i.test(c.req.header('Content-Type') ?? ''))
      return problemResponse('invalid_request', { status: 415, detail: 'Нужен application/json.' });
    const text = await c.req.text();
    if (text.length > largestForm) return problemResponse('invalid_request', { status: 413 });
    const sent = checkForm(registration, parse(text));
    const broken = sent.ok ? brokenRules(world, sent.form) : sent.fields;
    if (!sent.ok || broken.length > 0) return problemResponse('invalid_request', { errors: broken });
    const normal = JSON.stringify(sent.form);
    const before = accepted.get(key);
    if (before && before.form !== normal)
      return problemResponse('conflict', { detail: 'С этим Idempotency-Key пришла другая форма.' });
    const id = before?.id ?? crypto.randomUUID();
    if (!before) {
      remember(accepted, key, { form: normal, id });
      enrol(world, sent.form, origins.rsaa);
    }
    return c.json({ id } satisfies RegistrationAccepted, 202, { 'Cache-Control': 'no-store' });
  });

  app.all('/api/*', (c) =>
    isKnown(c.req.path)
      ? problemResponse('invalid_request', {
          status: 405,
          headers: { Allow: c.req.path.endsWith('registrations') ? 'POST, OPTIONS' : 'GET, HEAD, OPTIONS' },
        })
      : problemResponse('not_found'),
  );
  addJournal(app, origins, world);
  addPortalPage(app, origins);
  app.notFound(() => problemResponse('not_found'));
  app.onError((error) => {
    console.error(error);
    return problemResponse('server_error');
  });

  return guard(handlerOf(app), {
    fault: () => world.faults.of('portal'),
    now: () => world.clock.now(),
    outOfOrder(kind, request) {
      const answer =
        kind === 'limited'
          ? limited(retryAfter)
          : problemResponse('unavailable', { headers: { 'Retry-After': String(retryAfter) } });
      addCors(request.headers.get('Origin') ?? undefined, answer.headers);
      return answer;
    },
  });
}

/** Names, short names, places and tax numbers, word by word. */
export function findOrganizations(world: World, query: string): OrganizationList['organizations'] {
  const plain = (text: string) => text.toLowerCase().replaceAll('ё', 'е');
  const words = plain(query).split(/\s+/).filter(Boolean);
  return world.register.organizations.filter(({ name, short_name = '', territory = '', inn }) => {
    const haystack = plain([name, short_name, territory, inn].join(' '));
    return words.every((word) => haystack.includes(word));
  });
}

function addCors(origin: string | undefined, headers: Headers): void {
  headers.append('Vary', 'Origin');
  if (!origin || !isLoopback(origin)) return;
  headers.set('Access-Control-Allow-Origin', origin);
  headers.set('Access-Control-Expose-Headers', exposed);
}

function preflight(origin: string | undefined): Response {
  const headers = new Headers({
    'Access-Control-Allow-Methods': 'GET, HEAD, POST',
    'Access-Control-Allow-Headers': 'Authorization, Content-Type, DPoP, If-None-Match, Idempotency-Key',
    'Access-Control-Max-Age': '7200',
  });
  addCors(origin, headers);
  return new Response(null, { status: 204, headers });
}

function limited(seconds: number): Response {
  return problemResponse('rate_limited', { headers: { 'Retry-After': String(seconds) } });
}

function addressOf(c: PageContext): string {
  return c.env.incoming.socket.remoteAddress ?? '';
}

function isKnown(path: string): boolean {
  return /^\/api\/v1\/(me|me\/subsystems|organizations|registrations)$/.test(path);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
