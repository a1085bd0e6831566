import { EsiaError, type EsiaErrorDetails } from './esia-error.ts';
import { explainEsiaCode, type EsiaErrorKind } from './table.ts';

/** What stands in an error answer, however ESIA dressed it. */
export interface ErrorText {
  readonly esiaCode?: string;
  readonly oauthError?: string;
}

/** `ESIA-007053: OAuthErrorEnum.clientSecretWrong`; prose of an HTML page around it does no harm. */
const esiaCodePattern = /ESIA-\d{6}/;

/** OAuth's `error` is shown to people by other layers: anything but its own alphabet (RFC 6749, 4.1.2.1) is dropped. */
const oauthErrorPattern = /^[a-z_]{1,64}$/;

/**
 * Reads an error answer of any endpoint: OAuth's JSON, the REST service's `{ code, message }`, the same wrapped in an
 * array, or HTML.
 *
 * @see esia-and-epos A3 "Some error answers come back as HTML instead of JSON"; A7 "may be wrapped in an array"
 */
export function readErrorText(body: string): ErrorText {
  let oauthError: string | undefined;
  try {
    const parsed: unknown = JSON.parse(body);
    const record: unknown = Array.isArray(parsed) ? parsed[0] : parsed;
    if (typeof record === 'object' && record !== null && 'error' in record && typeof record.error === 'string') {
      oauthError = record.error;
    }
  } catch {
    // HTML: the code, if there is one, stands in the text.
  }
  const esiaCode = esiaCodePattern.exec(body)?.[0];
  return {
    ...(esiaCode ? { esiaCode } : {}),
    ...(oauthError && oauthErrorPattern.test(oauthError) ? { oauthError } : {}),
  };
}

/** Turns an error answer into the error to throw: by ESIA's code where the table knows it, else by `fallback`. */
export function refusal(text: ErrorText, fallback: EsiaErrorKind, details: EsiaErrorDetails = {}): EsiaError {
  const known = text.esiaCode === undefined ? undefined : explainEsiaCode(text.esiaCode);
  return new EsiaError(known?.kind ?? byStatus(details.status) ?? fallback, { ...text, ...details });
}

function byStatus(status: number | undefined): EsiaErrorKind | undefined {
  if (status === undefined) return undefined;
  return status === 429 || status >= 500 ? 'unavailable' : undefined;
}
