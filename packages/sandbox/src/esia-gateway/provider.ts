import { randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import Provider, { type AccountClaims, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { isLoopback } from '../listen/loopback.ts';
import { createStore, type SsoStore } from '../sso/adapter.ts';
import type { SsoPages } from '../sso/provider.ts';

/** The gateway's client, an SSO of the developer's own. The secret guards only a sandbox. */
const gatewayClient = { clientId: 'epos-sso', clientSecret: 'epos-sandbox-secret' } as const;

export interface BuiltGateway {
  readonly provider: Provider;
  readonly store: SsoStore;
}

/** An OpenID Provider for one confidential client, whose people are ESIA's. */
export async function createGatewayProvider(
  issuer: string,
  claimsOf: (oid: string) => AccountClaims | undefined,
  pages: SsoPages,
): Promise<BuiltGateway> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const store = createStore((id) => (id === gatewayClient.clientId ? metadata : undefined));
  const provider = new Provider(issuer, {
    ...configuration(claimsOf, pages),
    adapter: (model) => store.adapter(model),
    jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: 'esia-gateway', alg: 'RS256', use: 'sig' }] },
  });
  // The developer's SSO may run at any port of the machine.
  provider.Client.prototype.redirectUriAllowed = isLoopback;
  provider.Client.prototype.postLogoutRedirectUriAllowed = isLoopback;
  return { provider, store };
}

const metadata = {
  client_id: gatewayClient.clientId,
  client_secret: gatewayClient.clientSecret,
  client_name: 'ЭПОС',
  token_endpoint_auth_method: 'client_secret_basic',
  grant_types: ['authorization_code'],
  response_types: ['code'],
  // Any address of this machine is taken; the schema wants at least one written down.
  redirect_uris: ['http://localhost/'],
  post_logout_redirect_uris: ['http://localhost/'],
} as const;

function configuration(claimsOf: (oid: string) => AccountClaims | undefined, pages: SsoPages): Configuration {
  const html = async (context: KoaContextWithOIDC, body: string | Promise<string>) => {
    context.type = 'html';
    context.body = await body;
  };
  const claims = {
    openid: ['sub', 'acr', 'amr', 'auth_time'],
    profile: ['name', 'family_name', 'given_name', 'middle_name', 'birthdate', 'gender'],
    email: ['email', 'email_verified'],
    phone: ['phone_number', 'phone_number_verified'],
    // No standard claim, and what most systems connect for.
    snils: ['snils'],
  };
  return {
    // Ports share cookies, hence names that nobody else has.
    cookies: {
      keys: [randomBytes(24).toString('base64url')],
      names: { session: 'esia_gateway_session', interaction: 'esia_gateway_sign_in', resume: 'esia_gateway_resume' },
      long: { httpOnly: true, sameSite: 'lax', signed: true },
      short: { httpOnly: true, sameSite: 'lax', signed: true },
    },
    scopes: Object.keys(claims),
    claims,
    clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
    pkce: { required: () => true },
    findAccount: (_context, oid) => {
      const known = claimsOf(oid);
      return known && { accountId: oid, claims: () => known };
    },
    loadExistingGrant: async (context) => {
      const { client, session, provider } = context.oidc;
      if (!client || !session?.accountId) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      // The person has consented at ESIA.
      grant.addOIDCScope(Object.keys(claims).join(' '));
      await grant.save();
      return grant;
    },
    interactions: { url: (_context, { uid }) => `/sign-in/${uid}` },
    ttl: { AccessToken: 3600, IdToken: 3600, AuthorizationCode: 60, Interaction: 1800, Session: 36_000, Grant: 36_000 },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => html(context, pages.signOut(context, form)),
        postLogoutSuccessSource: (context) => html(context, pages.signedOut(context)),
      },
    },
    renderError: (context, { error, error_description }) =>
      html(context, pages.error(context, { error, error_description })),
  };
}
