import { ProofChecker } from '../../test/proof-checker.ts';
import { challengeOf, generateKey, halfHash, publish, signBySecret, signToken, unsigned } from '../../test/signing.ts';
import type { Fields, Faults, Moment, Overrides, Reply } from './faults.ts';

interface Grant {
  readonly nonce: string | undefined;
  readonly challenge: string | undefined;
  readonly redirectUri: string | undefined;
}

/** Made once: keys take time. */
export async function makeKeys() {
  const [published, unpublished, ec] = await Promise.all([generateKey(), generateKey(), generateKey('ES256')]);
  const documents = [
    await publish(published, { kid: 'k1', use: 'sig', alg: 'RS256' }),
    await publish(ec, { kid: 'e1', use: 'sig', alg: 'ES256' }),
  ];
  const unknown = await publish(unpublished, { kid: 'k2', use: 'sig', alg: 'RS256' });
  return { published, unpublished, ec, documents, unknown };
}

export type Keys = Awaited<ReturnType<typeof makeKeys>>;

/** One issuer of one run: keeps the protocol but for the run's faults. */
export class Provider {
  readonly #issuer: string;
  readonly #faults: Faults;
  readonly #keys: Keys;
  readonly #proofs = new ProofChecker();
  /** Requests that were pushed (RFC 9126), by their references. */
  readonly #pushed = new Map<string, Moment['request']['body']>();
  readonly #grants = new Map<string, Grant>();
  /** Access tokens that the portal takes, and the keys they are bound to. */
  readonly #accessTokens = new Map<string, string | undefined>();
  #refreshToken: string | undefined;
  /** Of the key that everything is bound to. */
  #key: string | undefined;
  #made = 0;

  constructor(issuer: string, faults: Faults, keys: Keys) {
    this.#issuer = issuer;
    this.#faults = faults;
    this.#keys = keys;
    this.#proofs.nonce = faults.proofs?.nonce;
  }

  metadata(moment: Moment): Reply {
    const right = {
      issuer: this.#issuer,
      authorization_endpoint: `${this.#issuer}/authorize`,
      token_endpoint: `${this.#issuer}/token`,
      jwks_uri: `${this.#issuer}/keys`,
      end_session_endpoint: `${this.#issuer}/logout`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      authorization_response_iss_parameter_supported: true,
      code_challenge_methods_supported: ['S256'],
      id_token_signing_alg_values_supported: ['RS256', 'ES256'],
      ...(this.#faults.proofs ? { dpop_signing_alg_values_supported: ['ES256'] } : {}),
    };
    return { body: override(right, this.#faults.metadata, moment) };
  }

  /** The person has the SSO's cookie from the first visit on, and needs it where nobody may be asked. */
  authorize(moment: Moment): Reply {
    const { query: address, headers } = moment.request;
    const query = this.#pushed.get(address.request_uri ?? '') ?? address;
    const code = `code-${++this.#made}-${crypto.randomUUID()}`;
    this.#grants.set(code, {
      nonce: query.nonce,
      challenge: query.code_challenge,
      redirectUri: query.redirect_uri,
    });
    const known = headers.cookie?.includes('sso=known');
    const answered = query.prompt === 'none' && !known ? { error: 'login_required' } : { code };
    const right = { ...answered, state: query.state, iss: this.#issuer, session_state: 's' };
    const back = new URL(query.redirect_uri ?? '');
    for (const [name, value] of Object.entries(override(right, this.#faults.answer, moment))) {
      for (const one of [value].flat()) if (typeof one === 'string') back.searchParams.append(name, one);
    }
    const cookie = `sso=known; Path=${new URL(this.#issuer).pathname}; HttpOnly; SameSite=Lax`;
    return { status: 303, headers: { location: back.href, 'set-cookie': cookie } };
  }

  keys(moment: Moment): Reply {
    const { documents } = this.#keys;
    return { body: { keys: this.#faults.keys?.([...documents, this.#keys.unknown], moment) ?? documents } };
  }

  push({ request }: Moment): Reply {
    const reference = `urn:ietf:params:oauth:request_uri:${++this.#made}`;
    this.#pushed.set(reference, request.body);
    return { status: 201, body: { request_uri: reference, expires_in: 60 } };
  }

  async token(moment: Moment): Promise<Reply> {
    const { url, headers } = moment.request;
    if (!this.#faults.proofs) return this.#grant(moment);
    const nonce = this.#proofs.nonce ? { 'dpop-nonce': this.#proofs.nonce } : {};
    const { jkt, error } = await this.#proofs.check(headers.dpop ?? '', { method: 'POST', url });
    const reply = error ? { status: 400, body: { error } } : await this.#grant(moment, jkt);
    return { ...reply, headers: nonce };
  }

  /** What the portal says to a request that does not show a token of this issuer's, with a proof where it is bound. */
  async refusal({ request }: Moment): Promise<Reply | undefined> {
    const { authorization = '', dpop = '' } = request.headers;
    const [scheme, token = ''] = authorization.split(' ');
    if (!this.#accessTokens.has(token)) return { status: 401 };
    const key = this.#accessTokens.get(token);
    if (key === undefined) return scheme === 'Bearer' ? undefined : { status: 401 };
    const { jkt, error } = await this.#proofs.check(dpop, { method: request.method, url: request.url, token });
    if (scheme === 'DPoP' && jkt === key) return undefined;
    const headers = { 'www-authenticate': `DPoP error="${error ?? 'invalid_token'}"` };
    return { status: 401, headers: { ...headers, 'dpop-nonce': this.#proofs.nonce ?? '' } };
  }

  async #grant(moment: Moment, jkt?: string): Promise<Reply> {
    const { body } = moment.request;
    if (body.grant_type === 'refresh_token') {
      const good = body.refresh_token === this.#refreshToken && this.#key === jkt;
      return good ? this.#issue(undefined, moment) : invalidGrant;
    }
    this.#key = jkt;
    const grant = this.#grants.get(body.code ?? '');
    this.#grants.delete(body.code ?? '');
    const challenge = await challengeOf(body.code_verifier ?? '');
    if (grant?.challenge !== challenge || grant.redirectUri !== body.redirect_uri) return invalidGrant;
    return this.#issue(grant.nonce, moment);
  }

  async #issue(nonce: string | undefined, moment: Moment): Promise<Reply> {
    const access = `access-${++this.#made}-${crypto.randomUUID()}`;
    this.#accessTokens.set(access, this.#key);
    this.#refreshToken = `refresh-${this.#made}-${crypto.randomUUID()}`;
    const right = {
      access_token: access,
      token_type: this.#key ? 'DPoP' : 'Bearer',
      expires_in: 300,
      id_token: await this.#idToken(access, nonce, moment),
      ...(this.#faults.refreshes ? { refresh_token: this.#refreshToken } : {}),
    };
    return { body: override(right, this.#faults.token, moment) };
  }

  async #idToken(access: string, nonce: string | undefined, moment: Moment): Promise<string | undefined> {
    const { signer = 'published' } = this.#faults;
    const now = Math.floor(Date.now() / 1000);
    const by = typeof signer === 'function' ? signer(moment) : signer;
    const right = {
      iss: this.#issuer,
      sub: 'person-1',
      aud: 'journal',
      iat: now,
      exp: now + 300,
      auth_time: now,
      nonce,
      at_hash: await halfHash(access),
    };
    const claims = override(right, this.#faults.claims, moment);
    const kid = { published: 'k1', unpublished: 'k1', EC: 'e1', secret: undefined }[by];
    const alg = { published: 'RS256', unpublished: 'RS256', EC: 'ES256', secret: 'HS256' }[by];
    const header = override({ alg, kid }, this.#faults.header, moment);
    const token = await this.#sign(by, header, claims);
    return this.#faults.idToken ? this.#faults.idToken(token, moment) : token;
  }

  #sign(by: 'published' | 'unpublished' | 'EC' | 'secret', header: Fields, claims: Fields): Promise<string> {
    if (header.alg === 'none') return Promise.resolve(`${unsigned(header, claims)}.`);
    if (by === 'secret') return signBySecret(header, claims, 'journal');
    const { published, unpublished, ec } = this.#keys;
    return signToken(header, claims, { published, unpublished, EC: ec }[by]);
  }
}

const invalidGrant: Reply = { status: 400, body: { error: 'invalid_grant' } };

function override(right: Fields, wrong: Overrides = {}, moment: Moment): Fields {
  return { ...right, ...(typeof wrong === 'function' ? wrong(moment, right) : wrong) };
}
