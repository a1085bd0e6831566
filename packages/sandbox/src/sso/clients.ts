import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { AdapterPayload } from 'oidc-provider';

/** A client of the SSO, as a developer configures it on the other side. */
export interface SandboxClient {
  readonly clientId: string;
  readonly name: string;
  readonly auth: 'none' | 'client_secret_basic' | 'private_key_jwt';
  /** With `client_secret_basic`. It protects nothing. */
  readonly clientSecret?: string;
  /** With `private_key_jwt`: the private half, made anew at every start. */
  readonly privateKey?: JWK;
}

export interface Clients {
  readonly list: readonly SandboxClient[];
  /** Where the client takes back-channel logouts, if it does. */
  backchannelLogout(clientId: string): string | undefined;
  setBackchannelLogout(clientId: string, uri: string | undefined): void;
  /** The client's metadata (OpenID Connect Dynamic Client Registration 2), for the provider. */
  metadata(clientId: string): AdapterPayload | undefined;
  reset(): void;
}

/** The secret of the confidential client: the same on every machine, for it guards only a sandbox. */
const sandboxSecret = 'epos-sandbox-secret';

export async function createClients(backchannel: Readonly<Record<string, string>>): Promise<Clients> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const key = { kid: 'epos-server-jwt', alg: 'ES256', use: 'sig' };
  const list: readonly SandboxClient[] = [
    { clientId: 'epos-demo', name: 'Демонстрационная страница', auth: 'none' },
    { clientId: 'epos-journal', name: 'ЭПОС.Школа', auth: 'none' },
    {
      clientId: 'epos-server',
      name: 'Подсистема с сервером',
      auth: 'client_secret_basic',
      clientSecret: sandboxSecret,
    },
    {
      clientId: 'epos-server-jwt',
      name: 'Подсистема с сервером и ключом',
      auth: 'private_key_jwt',
      privateKey: { ...(await exportJWK(privateKey)), ...key },
    },
  ];
  const publicJwk = { ...(await exportJWK(publicKey)), ...key };
  const logouts = new Map(Object.entries(backchannel));
  const find = (clientId: string) => list.find((client) => client.clientId === clientId);
  return {
    list,
    backchannelLogout: (clientId) => logouts.get(clientId),
    setBackchannelLogout(clientId, uri) {
      if (!find(clientId)) throw new Error(`The sandbox has no client ${clientId}.`);
      if (uri === undefined) logouts.delete(clientId);
      else logouts.set(clientId, uri);
    },
    metadata(clientId) {
      const client = find(clientId);
      if (!client) return undefined;
      const logout = logouts.get(clientId);
      return {
        client_id: clientId,
        client_name: client.name,
        token_endpoint_auth_method: client.auth,
        ...(client.clientSecret ? { client_secret: client.clientSecret } : {}),
        ...(client.privateKey ? { jwks: { keys: [publicJwk] }, token_endpoint_auth_signing_alg: 'ES256' } : {}),
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        // Any address of this machine is taken (see provider.ts); the schema wants at least one written down.
        redirect_uris: ['http://localhost/'],
        post_logout_redirect_uris: ['http://localhost/'],
        ...(logout ? { backchannel_logout_uri: logout, backchannel_logout_session_required: true } : {}),
      };
    },
    reset() {
      logouts.clear();
      for (const [clientId, uri] of Object.entries(backchannel)) logouts.set(clientId, uri);
    },
  };
}
