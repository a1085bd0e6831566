import type { EsiaAccount } from '@epos-login/testing/people';
import { Hono, type Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { contactsOf, kidsOf, personOf, type Item } from '../people/person-data.ts';
import type { EsiaKeys } from './keys.ts';
import { Refusal, type RefusalCode } from './refusal.ts';
import { isScope, type Scope } from './scopes.ts';

export interface RestContext {
  readonly keys: EsiaKeys;
  readonly origin: string;
  readonly clock: () => number;
  readonly accounts: () => readonly EsiaAccount[];
}

const statuses: Partial<Record<RefusalCode, ContentfulStatusCode>> = { 'ESIA-005029': 403 };

interface Opened {
  readonly account: EsiaAccount;
  readonly scopes: ReadonlySet<Scope>;
}

/** The REST service with a person's data. @see esia-and-epos A7 */
export function rest({ keys, origin, clock, accounts }: RestContext): Hono {
  const app = new Hono();

  /** Who the token opens, and how far. */
  function open(c: Context): Opened {
    const [, token = ''] = /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '') ?? [];
    const claims = keys.open('access', token);
    if (!claims) throw new Refusal('ESIA-005011');
    if (Number(claims.exp) * 1000 <= clock()) throw new Refusal('ESIA-005013');
    const oid = Number(claims['urn:esia:sbj_id']);
    if (String(oid) !== c.req.param('oid')) throw new Refusal('ESIA-005029');
    const account = accounts().find((known) => known.oid === oid);
    if (!account) throw new Refusal('ESIA-005011');
    const scopes = String(claims.scope)
      .replaceAll(/\?oid=\d+/g, '')
      .split(' ')
      .filter(isScope);
    return { account, scopes: new Set(scopes) };
  }

  const collections = {
    ctts: ({ account, scopes }: Opened) => contactsOf(account, scopes),
    kids: ({ account, scopes }: Opened) => kidsOf(account, accounts(), scopes),
  };
  const names = { contacts: 'ctts', kids: 'kids' } as const;

  /** "Without embed a collection is `{"stateFacts":["hasSize"],"size":2,"elements":["<absolute url>",…],"eTag"}`". */
  function collection(name: keyof typeof collections, opened: Opened, embedded: boolean) {
    const items = collections[name](opened);
    // "403 for missing scope".
    if (items === undefined) throw new Refusal('ESIA-005029');
    const base = `${origin}/rs/prns/${opened.account.oid}/${name}`;
    const elements: (string | Item)[] = embedded ? items : items.map(({ id }) => `${base}/${id}`);
    return { stateFacts: ['hasSize'], size: items.length, elements, eTag: eTag(items) };
  }

  app.get('/rs/prns/:oid', (c) => {
    const opened = open(c);
    const person = personOf(opened.account, opened.scopes);
    const embedded = embeds(c).flatMap((name) => {
      const key = name.replace(/\.elements$/, '');
      if (key !== 'contacts' && key !== 'kids') return [];
      // What the scope does not cover is left out of the person: "Only fields covered by scopes appear".
      const covered = collections[names[key]](opened) !== undefined;
      return covered ? [[key, collection(names[key], opened, name.endsWith('.elements'))] as const] : [];
    });
    return c.json({ ...person, ...Object.fromEntries(embedded), eTag: eTag(person) });
  });

  for (const name of ['ctts', 'kids'] as const) {
    app.get(`/rs/prns/:oid/${name}`, (c) => c.json(collection(name, open(c), embeds(c).includes('elements'))));
    app.get(`/rs/prns/:oid/${name}/:id`, (c) => {
      const items = collections[name](open(c));
      if (items === undefined) throw new Refusal('ESIA-005029');
      const item = items.find(({ id }) => String(id) === c.req.param('id'));
      // "404 = no data".
      return item ? c.json(item) : c.body(null, 404);
    });
  }

  app.onError((error, c) => {
    if (!(error instanceof Refusal)) throw error;
    const body = { code: error.code, message: error.text };
    // "may be wrapped in an array `[{…}]`": a client must bear either, so the expired token shows the other one.
    return c.json(error.code === 'ESIA-005013' ? [body] : body, statuses[error.code] ?? 401);
  });

  return app;
}

/** `embed=(contacts.elements,kids.elements)`; the suffix of a version, `elements-1`, says nothing here. */
function embeds(c: Context): string[] {
  const [, inner = ''] = /^\((.*)\)$/.exec(c.req.query('embed') ?? '') ?? [];
  return inner.split(',').map((name) => name.replace(/-\d+$/, ''));
}

/** Opaque, and another one when the data changes. */
function eTag(data: unknown): string {
  return Buffer.from(JSON.stringify(data))
    .reduce((sum, byte) => (sum * 31 + byte) >>> 0, 7)
    .toString(16)
    .toUpperCase();
}
