import type { EsiaSettings } from './options.ts';
import { formatTimestamp } from './timestamp.ts';

/** The parameters that every signed request carries. */
export interface SignedParameters {
  readonly client_id: string;
  readonly client_secret: string;
  readonly client_certificate_hash: string;
  readonly scope: string;
  readonly scope_org?: string;
  readonly timestamp: string;
  readonly state: string;
}

/**
 * Signs a request: `client_id + scope [+ scope_org] + timestamp + state + <endings>`, put together without separators,
 * in UTF-8, decoded.
 *
 * @see esia-and-epos A4: "конкатенировать (порядок важен!)"; `permissions` and the PKCE parameters are not signed
 */
export async function signRequest(
  settings: EsiaSettings,
  state: string,
  ...endings: readonly string[]
): Promise<SignedParameters> {
  const { clientId, scope, organizationScope, certificateHash, signer } = settings;
  const timestamp = formatTimestamp(settings.clock());
  const message = [clientId, scope, organizationScope ?? '', timestamp, state, ...endings].join('');
  const signature = await signer.sign(new TextEncoder().encode(message));
  return {
    client_id: clientId,
    client_secret: Buffer.from(signature).toString('base64url'),
    client_certificate_hash: certificateHash,
    scope,
    ...(organizationScope === undefined ? {} : { scope_org: organizationScope }),
    timestamp,
    state,
  };
}
