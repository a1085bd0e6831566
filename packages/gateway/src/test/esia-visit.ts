import { gatewayHeader, type GatewaySession } from '@epos-login/core/contract';
import { createGateway, memoryStore, type Gateway, type GatewayEvent, type GatewayOptions } from '../gateway.ts';
import { esia, everybody, type EsiaProviderOptions } from '../providers/esia.ts';
import { esia as esiaCertificate, identity, now, tokens } from './esia-client.ts';
import { ownKey } from './own-key.ts';
import { keys } from './stage.ts';

const origin = 'http://journal.localhost';

/** A browser, a gateway and an ESIA in one process, at one time. */
export class EsiaVisit {
  /** In milliseconds. */
  at: number;
  /** When the password was typed that ESIA's session stands for. */
  signedInAt: number;
  /** What ESIA answers to a refresh. */
  refreshed: (request: Request) => Response | Promise<Response> = (request) => tokens(request);
  readonly gateway: Gateway;
  readonly events: GatewayEvent[] = [];
  readonly #cookies = new Map<string, string>();

  constructor(
    { at = now, ...changes }: { at?: number } & Partial<EsiaProviderOptions> = {},
    options: Partial<GatewayOptions> = {},
  ) {
    this.at = this.signedInAt = at;
    const clock = () => this.at;
    const module = esia({
      host: 'https://esia.gosuslugi.ru',
      clientId: 'EPOS',
      redirectUri: `${origin}/auth/callback/esia`,
      scope: ['openid', 'fullname'],
      ...(changes.certificate ? {} : { certificateHash: identity.certificateHash }),
      signer: identity.signer,
      certificates: [esiaCertificate.der],
      accessType: 'offline',
      identify: everybody,
      clock,
      fetch: (input, init) => this.#serve(new Request(input, init)),
      ...changes,
    } as EsiaProviderOptions);
    this.gateway = createGateway({
      url: `${origin}/auth`,
      keys: [keys[0]!],
      providers: { esia: module },
      ownTokens: { keys: [ownKey] },
      store: memoryStore({ clock }),
      clock,
      log: (event) => this.events.push(event),
      ...options,
    });
  }

  /** Asks the gateway as this browser. */
  async ask(path: string, init: RequestInit = {}): Promise<Response> {
    const request = new Request(new URL(path, origin), init);
    request.headers.set('cookie', [...this.#cookies].map((pair) => pair.join('=')).join('; '));
    const response = await this.gateway(request);
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (cookie.includes('Max-Age=0')) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return response;
  }

  /** Asks as a page's script does. */
  call(path: string, init: RequestInit = {}): Promise<Response> {
    return this.ask(path, { ...init, headers: { [gatewayHeader]: '1', origin } });
  }

  async session(query = ''): Promise<GatewaySession> {
    return (await (await this.call(`/auth/session${query}`)).json()) as GatewaySession;
  }

  /** Where the gateway leads to. */
  async leave(path: string): Promise<URL> {
    return new URL((await this.ask(path)).headers.get('location') ?? '', origin);
  }

  /** Comes back from ESIA, where `leave` led; what the page is told. */
  async comeBack(there: URL): Promise<GatewaySession> {
    const state = there.searchParams.get('state') ?? '';
    const page = await this.leave(`/auth/callback/esia?code=c&state=${state}`);
    return this.session(page.search);
  }

  async signIn(): Promise<GatewaySession> {
    return this.comeBack(await this.leave('/auth/login?provider=esia&return_to=/journal'));
  }

  async #serve(request: Request): Promise<Response> {
    if (request.url.includes('/rs/')) return Response.json({ firstName: 'Мария' });
    const form = new URLSearchParams(await request.clone().text());
    if (form.get('grant_type') === 'refresh_token') return this.refreshed(request);
    const claims = {
      ...{ iss: 'http://esia.gosuslugi.ru/', aud: 'EPOS', sub: 7 },
      ...{ iat: this.at / 1000, exp: this.at / 1000 + 60, auth_time: this.signedInAt / 1000 },
      'urn:esia:sbj': { 'urn:esia:sbj:oid': 7, 'urn:esia:sbj:is_tru': true, 'urn:esia:sbj:lvl': 'PR' },
    };
    return tokens(request, { id_token: esiaCertificate.sign(claims), refresh_token: 'rt' });
  }
}
