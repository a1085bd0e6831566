import { randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair, type JSONWebKeySet } from 'jose';
import Provider, { errors, interactionPolicy, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { isLoopback } from '../listen/loopback.ts';
import { fullName } from '../world/register.ts';
import type { World } from '../world/world.ts';
import { createStore, type SsoStore } from './adapter.ts';
import type { Clients } from './clients.ts';
import { acrSufficient } from './acr.ts';

export interface SsoPages {
  error(
    context: KoaContextWithOIDC,
    error: { error: string; error_description?: string | undefined },
  ): string | Promise<string>;
  signOut(context: KoaContextWithOIDC, form: string): string | Promise<string>;
  signedOut(context: KoaContextWithOIDC): string | Promise<string>;
}

export interface BuiltProvider {
  readonly provider: Provider;
  readonly store: SsoStore;
  readonly jwks: JSONWebKeySet;
}

const scopes = 'openid profile email';

/** The OpenID Provider: what Keycloak's realm `epos` is in reality. */
export async function createProvider(
  issuer: string,
  audience: string,
  world: World,
  clients: Clients,
  pages: SsoPages,
): Promise<BuiltProvider> {
  const pair = await generateKeyPair('RS256', { extractable: true });
  const key = { kid: 'epos-sandbox', alg: 'RS256', use: 'sig' };
  const store = createStore((id) => clients.metadata(id));
  const provider = new Provider(issuer, {
    ...configuration(audience, world, pages),
    adapter: (model) => store.adapter(model),
    jwks: { keys: [{ ...(await exportJWK(pair.privateKey)), ...key }] },
  });
  // A developer's page may run at any port of the machine: RFC 8252, 7.3 grants native clients as much.
  provider.Client.prototype.redirectUriAllowed = isLoopback;
  provider.Client.prototype.postLogoutRedirectUriAllowed = isLoopback;
  // As Keycloak does: the session's identifier in every id_token, not only for clients with a back-channel logout.
  Object.assign(provider.Client.prototype, { includeSid: () => true });
  return { provider, store, jwks: { keys: [{ ...(await exportJWK(pair.publicKey)), ...key }] } };
}

function configuration(audience: string, world: World, pages: SsoPages): Configuration {
  const html = async (context: KoaContextWithOIDC, body: string | Promise<string>) => {
    context.type = 'html';
    context.body = await body;
  };
  return {
    // Ports share cookies, hence names that nobody else has.
    cookies: {
      keys: [randomBytes(24).toString('base64url')],
      names: { session: 'epos_sso_session', interaction: 'epos_sso_interaction', resume: 'epos_sso_resume' },
      long: { httpOnly: true, sameSite: 'lax', signed: true },
      short: { httpOnly: true, sameSite: 'lax', signed: true },
    },
    scopes: ['openid', 'offline_access', 'profile', 'email'],
    claims: {
      // Keycloak tells these in every id_token; the provider alone would only when asked.
      openid: ['sub', 'acr', 'amr', 'auth_time'],
      profile: ['name', 'family_name', 'given_name', 'middle_name'],
      email: ['email'],
    },
    // Keycloak puts the claims of the granted scopes into the id_token; there is no userinfo for tokens of the portal.
    conformIdTokenClaims: false,
    acrValues: ['1', '2'],
    extraParams: ['kc_idp_hint'],
    pkce: { required: () => true },
    clientBasedCORS: (_context, origin) => isLoopback(origin),
    findAccount: (_context, sub) => {
      const record = world.register.find(sub);
      if (!record) return undefined;
      const { family_name, given_name, middle_name, email } = record;
      return {
        accountId: sub,
        claims: () => ({ sub, name: fullName(record), family_name, given_name, middle_name, email }),
      };
    },
    issueRefreshToken: (_context, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: (context) => context.oidc.client?.clientAuthMethod === 'none',
    loadExistingGrant: async (context) => {
      const { client, session, provider, result } = context.oidc;
      if (!client || !session?.accountId) return undefined;
      const known = await provider.Grant.find(result?.consent?.grantId ?? session.grantIdFor(client.clientId) ?? '');
      const grant =
        known?.accountId === session.accountId
          ? known
          : new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      // EPOS's own subsystems ask nobody for consent.
      grant.addOIDCScope(`${scopes} offline_access`);
      grant.addResourceScope(audience, scopes);
      await grant.save();
      return grant;
    },
    interactions: { policy: policy(), url: (_context, interaction) => `/sign-in/${interaction.uid}` },
    ttl: {
      AccessToken: () => world.tokens.lifetime,
      IdToken: () => world.tokens.lifetime,
      AuthorizationCode: 60,
      // Keycloak's "SSO Session Idle" and "SSO Session Max".
      RefreshToken: 30 * 60,
      Session: 10 * 60 * 60,
      Grant: 10 * 60 * 60,
      Interaction: 30 * 60,
    },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      revocation: { enabled: true },
      pushedAuthorizationRequests: { enabled: true },
      claimsParameter: { enabled: true },
      dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: () => true },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => html(context, pages.signOut(context, form)),
        postLogoutSuccessSource: (context) => html(context, pages.signedOut(context)),
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        useGrantedResource: () => true,
        getResourceServerInfo: (_context, resource) => {
          if (resource !== audience) throw new errors.InvalidTarget();
          return {
            scope: scopes,
            audience,
            accessTokenFormat: 'jwt',
            accessTokenTTL: world.tokens.lifetime,
            jwt: { sign: { alg: 'RS256' } },
          };
        },
      },
    },
    formats: {
      customizers: {
        jwt: (_context, _token, parts) => {
          if (typeof parts.payload.jti === 'string') world.tokens.issued(parts.payload.jti);
        },
      },
    },
    renderError: (context, { error, error_description }) =>
      html(context, pages.error(context, { error, error_description })),
    fetch: (input, init = {}) => {
      const url = input instanceof Request ? input.url : String(input);
      if (!isLoopback(url)) throw new TypeError(`The sandbox calls only this machine, not ${url}`);
      // The provider's own dispatcher refuses loopback addresses (SSRF); here nothing else is called.
      const { dispatcher: _dispatcher, ...rest } = init;
      return fetch(input, rest);
    },
  };
}

/** The provider's own prompts, and two of ours: the choice of an account, and the step up to what `acr_values` asks. */
function policy(): interactionPolicy.DefaultPolicy {
  const { Prompt, Check, base } = interactionPolicy;
  const prompts = base();
  prompts.add(new Prompt({ name: 'select_account', requestable: true }), 0);
  prompts
    .get('login')
    ?.checks.add(
      new Check('acr_values', 'the requested authentication context could not be obtained', (context) =>
        context.oidc.session?.accountId !== undefined &&
        !context.oidc.result?.login &&
        !acrSufficient(context.oidc.session.acr, context.oidc.params?.acr_values)
          ? Check.REQUEST_PROMPT
          : Check.NO_NEED_TO_PROMPT,
      ),
    );
  return prompts;
}
