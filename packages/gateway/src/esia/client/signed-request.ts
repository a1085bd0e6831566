import { EsiaError, type EsiaErrorKind } from '../errors/errors.ts';
import { SignerError, type SignerErrorReason } from '../signers/signers.ts';
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
  endings: readonly string[],
  signal?: AbortSignal,
): Promise<SignedParameters> {
  const { clientId, scope, organizationScope, certificateHash } = settings;
  const now = settings.clock();
  settings.watchExpiry(now);
  const timestamp = formatTimestamp(now);
  const message = [clientId, scope, organizationScope ?? '', timestamp, state, ...endings].join('');
  const signature = await sign(settings, new TextEncoder().encode(message), signal);
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

const kinds: Record<SignerErrorReason, EsiaErrorKind> = {
  aborted: 'aborted',
  timeout: 'unavailable',
  unavailable: 'unavailable',
  not_found: 'server_error',
  refused: 'server_error',
  bad_answer: 'server_error',
};

/** Signs, and turns what the signer says into the client's own error. */
export async function sign({ signer }: EsiaSettings, data: Uint8Array, signal?: AbortSignal): Promise<Uint8Array> {
  let signature: Uint8Array;
  try {
    signature = await signer.sign(data, { signal });
  } catch (cause) {
    const kind = cause instanceof SignerError ? kinds[cause.reason] : 'server_error';
    throw new EsiaError(kind, { message: `The request could not be signed. ${wordsOf(cause)}`, cause });
  }
  if (signature.length === 64) return signature;
  throw new EsiaError('server_error', { message: `The signer gave ${signature.length} bytes instead of 64.` });
}

function wordsOf(cause: unknown): string {
  return cause instanceof SignerError ? cause.message : '';
}
