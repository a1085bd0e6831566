import { EsiaError, readErrorText, refusal } from '../errors/errors.ts';

/** What ESIA brought back to the redirect address. Whoever keeps the sign-ins compares `state` with the one begun. */
export type EsiaCallback =
  | { readonly kind: 'code'; readonly code: string; readonly state: string }
  | { readonly kind: 'error'; readonly error: EsiaError; readonly state: string | undefined }
  | { readonly kind: 'none' };

/**
 * Reads the address to which ESIA led back.
 *
 * @see esia-and-epos A2: success `?code=…&state=…`, failure `?error=…&error_description=ESIA-00xxxx: text&state=…`;
 * the code is a JWT of a kilobyte or more and is treated as opaque
 */
export function parseCallback(url: string | URL): EsiaCallback {
  const { searchParams } = new URL(url);
  const state = searchParams.get('state') ?? undefined;
  const code = searchParams.get('code');
  const oauthError = searchParams.get('error');
  if (code === null && oauthError === null) return { kind: 'none' };
  const repeated = ['code', 'error', 'state'].some((name) => searchParams.getAll(name).length > 1);
  if (repeated || (code !== null && oauthError !== null)) return mismatch(state, 'says two things at once');
  if (oauthError !== null) {
    const text = readErrorText(JSON.stringify({ error: oauthError, text: searchParams.get('error_description') }));
    return { kind: 'error', error: refusal(text, byName(oauthError)), state };
  }
  if (!code || !state) return mismatch(state, 'lacks its code or its state');
  return { kind: 'code', code, state };
}

/** For an error without a code of ESIA's. `access_denied` alone says too little to blame the person. */
function byName(oauthError: string) {
  switch (oauthError) {
    case 'server_error':
      return 'server_error';
    case 'temporarily_unavailable':
      return 'unavailable';
    default:
      return 'provider_error';
  }
}

function mismatch(state: string | undefined, what: string): EsiaCallback {
  const error = new EsiaError('response_mismatch', { message: `The address to which ESIA led back ${what}.` });
  return { kind: 'error', error, state };
}
