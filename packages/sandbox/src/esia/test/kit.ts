import {
  createDevelopmentIdentity,
  createEsiaClient,
  type EsiaClient,
  type EsiaClientOptions,
} from '@epos-login/gateway/esia';
import { everybody, fixturePassword, type EsiaAccount } from '@epos-login/testing/people';
import { serve } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import {
  createEsia,
  type Esia,
  type EsiaFaults,
  type EsiaMessage,
  type EsiaOptions,
  type InformationSystem,
} from '../esia.ts';
import { Browser, requestOf, type Page } from './browser.ts';

export const identity = createDevelopmentIdentity();
export const redirectUri = 'https://epos.permkrai.example/auth/esia';
export const scope = ['openid', 'fullname', 'birthdate', 'gender', 'snils', 'email', 'mobile', 'kid_fullname'];

export const epos: InformationSystem = {
  mnemonic: 'EPOS',
  displayName: 'ЭПОС',
  redirectUris: [redirectUri],
  domains: ['epos.permkrai.example'],
  certificates: [identity.certificate],
  scopes: scope,
};

export interface Kit {
  readonly origin: string;
  readonly esia: Esia;
  readonly client: EsiaClient;
  readonly browser: Browser;
  readonly messages: EsiaMessage[];
  /** What the client has signed. */
  readonly signed: string[];
  /** What may be turned in the middle of a test. */
  readonly dials: { offset: number; faults: EsiaFaults; systems: InformationSystem[]; accounts: EsiaAccount[] };
  /** Another client of the same ESIA. */
  clientWith(changes: Partial<EsiaClientOptions>): EsiaClient;
}

/** An ESIA on a port of its own with the fixture people, and EPOS as its client. */
export async function start(t: TestContext, changes: Partial<EsiaOptions> = {}): Promise<Kit> {
  let handler: Esia['fetch'] = () => new Response(null, { status: 503 });
  const server = serve({ fetch: (request) => handler(request), port: 0, hostname: '127.0.0.1' });
  if (!server.listening) await new Promise((resolve) => server.once('listening', resolve));
  t.after(() => server.close());
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const accounts = everybody.flatMap(({ esia }) => (esia ? [esia] : []));
  const dials: Kit['dials'] = { offset: 0, faults: {}, systems: [epos], accounts };
  const messages: EsiaMessage[] = [];
  const signed: string[] = [];
  const esia = createEsia({
    origin,
    accounts: () => dials.accounts,
    systems: () => dials.systems,
    deliver: (message) => messages.push(message),
    clock: () => Date.now() + dials.offset,
    faults: () => dials.faults,
    ...changes,
  });
  handler = esia.fetch;
  const clientWith = (different: Partial<EsiaClientOptions>) =>
    createEsiaClient({
      host: origin,
      clientId: 'EPOS',
      redirectUri,
      scope,
      certificateHash: identity.certificateHash,
      certificates: esia.certificates,
      clock: () => Date.now() + dials.offset,
      signer: {
        sign: (data) => {
          signed.push(new TextDecoder().decode(data));
          return identity.signer.sign(data);
        },
      },
      ...different,
    } as EsiaClientOptions);
  return { origin, esia, client: clientWith({}), clientWith, browser: new Browser(origin), messages, signed, dials };
}

/** Opens the sign-in page. */
export async function openSignIn({ client, browser }: Kit): Promise<{ page: Page; state: string }> {
  const { url, state } = await client.authorizationUrl();
  return { page: await browser.get(url), state };
}

/** Types login and password of a person. */
export function typePassword({ browser }: Kit, page: Page, login: string, password = fixturePassword): Promise<Page> {
  return browser.post('/login', { request: requestOf(page), login, password });
}

/** Signs in by password and grants access: to the code. */
export async function signIn(kit: Kit, login: string): Promise<{ code: string; state: string; url: URL }> {
  const { page, state } = await openSignIn(kit);
  // A second sign-in of the same browser is over at once.
  const consent = page.status === 0 ? page : await typePassword(kit, page, login);
  const end = consent.status === 0 ? consent : await decide(kit, consent, 'grant');
  return { code: end.url.searchParams.get('code') ?? '', state, url: end.url };
}

export function decide({ browser }: Kit, page: Page, decision: 'grant' | 'deny' | 'switch'): Promise<Page> {
  return browser.post('/consent', { request: requestOf(page), decision });
}

/** Changes parameters of a request, removes them (`undefined`), and signs what has come of it. */
export async function resign(parameters: URLSearchParams, changes: Record<string, string | undefined>): Promise<void> {
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) parameters.delete(name);
    else parameters.set(name, value);
  }
  if ('client_secret' in changes) return;
  const signed = ['client_id', 'scope', 'scope_org', 'timestamp', 'state', 'redirect_uri', 'code'];
  const message = signed.map((name) => parameters.get(name) ?? '').join('');
  const signature = await identity.signer.sign(Buffer.from(message));
  parameters.set('client_secret', Buffer.from(signature).toString('base64url'));
}

/** A client whose token requests are changed, and signed as changed. */
export function tamperer(kit: Kit, changes: Record<string, string | undefined>): EsiaClient {
  return kit.clientWith({
    fetch: async (input, given) => {
      const body = given?.body as URLSearchParams;
      await resign(body, changes);
      return fetch(input, { ...given, body });
    },
  });
}
