/** Keycloak's Admin REST API, as far as the tests need it. */
export interface KeycloakAdmin {
  /** Creates a realm from its representation, the shape of a realm file. */
  createRealm(representation: object): Promise<void>;
  /** Changes some of a realm's settings. */
  changeRealm(realm: string, settings: object): Promise<void>;
  /** Ends every session of a person. */
  endSessions(realm: string, userId: string): Promise<void>;
}

export function createAdmin(origin: string, username: string, password: string): KeycloakAdmin {
  /** Asked for anew each time: it lives for a minute. */
  async function token(): Promise<string> {
    const response = await fetch(`${origin}/realms/master/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'password', client_id: 'admin-cli', username, password }),
    });
    const { access_token } = (await response.json()) as { access_token?: string };
    if (!access_token) throw new Error(`Keycloak does not know its administrator: ${response.status}`);
    return access_token;
  }

  async function send(method: 'POST' | 'PUT', address: string, body?: object): Promise<void> {
    const response = await fetch(`${origin}/admin/realms${address}`, {
      method,
      headers: { Authorization: `Bearer ${await token()}`, 'Content-Type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok)
      throw new Error(`Keycloak refused ${address || 'a realm'}: ${response.status} ${await response.text()}`);
  }

  return {
    createRealm: (representation) => send('POST', '', representation),
    changeRealm: (realm, settings) => send('PUT', `/${realm}`, settings),
    endSessions: (realm, userId) => send('POST', `/${realm}/users/${userId}/logout`),
  };
}
