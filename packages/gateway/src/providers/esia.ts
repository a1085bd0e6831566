import { createEsiaClient, type EsiaClient, type EsiaSignIn } from '../esia/client/client.ts';
import type { EsiaClientOptions } from '../esia/client/options.ts';
import { warnOfExpiry, type CertificateExpiry } from '../esia/client/own-certificate.ts';
import { EsiaError } from '../esia/errors/errors.ts';
import type { EsiaPerson } from '../esia/person/person.ts';
import type { EsiaIdentity } from '../esia/tokens/tokens.ts';
import { inTime } from '../http/in-time.ts';
import { ProviderError } from './provider-error.ts';
import type { ProviderModule, ProviderNotice, ProviderSignIn, ProviderTokens } from './provider.ts';

/** Whether EPOS knows the person whom ESIA has let through. */
export type EsiaVerdict =
  | {
      /** By which the portal knows the person. */
      readonly sub: string;
      /** Further claims, or others in the place of ESIA's. */
      readonly claims?: Readonly<Record<string, unknown>>;
    }
  | { readonly refused: 'account_mismatch' | 'account_unknown' | 'contact_shared' };

/** What {@linkcode esia} is made of: the client's options, and who of ESIA's people is whom. */
export type EsiaProviderOptions = EsiaClientOptions & {
  /**
   * Finds the person among those who are enrolled: ESIA lets the whole country in. Compare the СНИЛС, or what the
   * manuals name. Who wants nobody to be kept out says so by {@linkcode everybody}. May take as long as an answer of
   * ESIA, the option `timeout`; `signal` then says so.
   */
  readonly identify: (
    person: EsiaPerson,
    identity: EsiaIdentity,
    options: { readonly signal: AbortSignal },
  ) => EsiaVerdict | Promise<EsiaVerdict>;
  /** Whether people with an account that is not confirmed come in. Default: no. A child's account is another thing. */
  readonly admitsUnconfirmed?: boolean;
};

/** An `identify` that lets the whole country in: each by ESIA's own identifier (`oid`). */
export function everybody({ oid }: EsiaPerson): EsiaVerdict {
  return { sub: oid };
}

/** As refusals are named on the wire. @see docs/decisions/0003 */
const refusalCodes = {
  account_mismatch: 'EPOS-ACCOUNT-MISMATCH',
  account_unknown: 'EPOS-ACCOUNT-UNKNOWN',
  contact_shared: 'EPOS-CONTACT-SHARED',
} as const;

/** For how long a check that has passed is believed, in milliseconds. */
const checkEvery = 60_000;

/** ESIA's clock and ours may differ by so much, in seconds. */
const leeway = 60;

/**
 * ESIA directly, as a provider of `createGateway`: for a system that is connected to ESIA by its own rules.
 *
 * The claims of a session are those of OpenID Connect (`family_name`, `birthdate`, `email`, `phone_number`, …), with
 * `snils`, `esia_oid`, `esia_level` and `esia_trusted`, as far as the scopes cover them; the gateway's option `claims`
 * says which of them pages see. ESIA knows neither `prompt` nor `max_age`: for `prompt=login` its own session is ended
 * first, and a sign-in that is older than `max_age` ends with `login_required`.
 *
 * @throws EsiaError `invalid_options`
 * @example
 * ```ts
 * const gateway = createGateway({ …, providers: { esia: esia({ host, clientId: 'EPOS59', redirectUri:
 *   'https://journal.example/auth/callback/esia', certificate, signer, certificates: certificateFiles('esia.zip'),
 *   identify: async ({ snils }) => (await findBySnils(snils)) ?? { refused: 'account_unknown' } }) } });
 * ```
 * @see esia-and-epos Part A
 */
export function esia(options: EsiaProviderOptions): ProviderModule {
  const { identify, admitsUnconfirmed = false, clock = Date.now, timeout = 10_000 } = options;
  // Many options come from where no compiler looks, and to forget this one would let the whole country in.
  if (typeof identify !== 'function') {
    throw new EsiaError('invalid_options', { message: 'esia: identify must say who of ESIA’s people is whom.' });
  }
  const { onCertificateExpiry = warnOfExpiry } = options;
  const listeners: ((notice: ProviderNotice) => void)[] = [];
  const told = ({ validTo, daysLeft, ...rest }: CertificateExpiry) => {
    onCertificateExpiry({ validTo, daysLeft, ...rest });
    for (const hear of listeners) hear({ type: 'certificate_expires', validTo, daysLeft });
  };
  const client = createEsiaClient({
    ...options,
    ...(options.certificate && { onCertificateExpiry: told }),
  } as EsiaClientOptions);
  const seconds = () => Math.floor(clock() / 1000);
  let soundUntil = -Infinity;

  return {
    id: 'esia',
    redirectUri: options.redirectUri,

    check: () =>
      translated(async () => {
        // Readiness is asked for every few seconds, and each check signs a probe.
        if (clock() < soundUntil) return;
        await client.check();
        soundUntil = clock() + checkEvery;
      }),

    listen(hear) {
      listeners.push(hear);
    },

    begin: ({ prompt, maxAge, beginAnew, signal }) =>
      translated(async () => {
        // ESIA has no answer without a page.
        if (prompt === 'none') throw new ProviderError('login_required', { message: 'ESIA knows no prompt=none.' });
        if (prompt !== undefined && beginAnew !== undefined)
          return { kind: 'detour', url: client.logoutUrl(beginAnew) };
        const { url, state, codeVerifier } = await client.authorizationUrl(signal ? { signal } : {});
        const oldest = prompt === undefined ? maxAge : 0;
        const age = oldest === undefined ? {} : { maxAge: String(oldest), began: String(seconds()) };
        return { kind: 'leave', url, state, keep: { ...(codeVerifier === undefined ? {} : { codeVerifier }), ...age } };
      }),

    finish: ({ callback, state, keep, signal }) =>
      translated(async () => {
        const code = codeOf(client, callback, state);
        const { codeVerifier } = keep;
        const more = { ...(codeVerifier === undefined ? {} : { codeVerifier }), ...(signal ? { signal } : {}) };
        const signIn = await client.exchange({ code, ...more });
        const { identity } = signIn;
        checkAge(identity, keep);
        // `trusted` marks confirmed accounts; a child's (`KD`) hangs on its parent's.
        if (!identity.trusted && identity.level !== 'KD' && !admitsUnconfirmed) {
          throw new ProviderError('account_unconfirmed', { providerCode: 'ESIA-007055' });
        }
        const person = await client.person(identity.oid, signIn.accessToken, signal ? { signal } : {});
        const verdict = await identified((limit) => identify(person, identity, { signal: limit }), timeout);
        if ('refused' in verdict) {
          throw new ProviderError(verdict.refused, { providerCode: refusalCodes[verdict.refused] });
        }
        return signInOf(signIn, person, verdict);
      }),

    ...(options.accessType === 'offline'
      ? {
          refresh: (refreshToken, { signal } = {}) =>
            translated(() => client.refresh({ refreshToken, ...(signal ? { signal } : {}) })),
        }
      : {}),

    signOut(returnTo) {
      const { origin, pathname, searchParams } = new URL(client.logoutUrl(returnTo));
      return { action: origin + pathname, fields: Object.fromEntries(searchParams) };
    },
  } satisfies ProviderModule;
}

function codeOf(client: EsiaClient, callback: URL, state: string): string {
  const answer = client.parseCallback(callback);
  if (answer.kind === 'error') throw answer.error;
  if (answer.kind === 'none') throw mismatch('ESIA led back with no answer.');
  if (answer.state !== state) throw mismatch('The answer of ESIA belongs to another sign-in.');
  return answer.code;
}

/** Counted from when the sign-in began: who takes long over the consent has not signed in too early. */
function checkAge({ authenticatedAt, issuedAt }: EsiaIdentity, { maxAge, began }: Kept): void {
  const signedInAt = authenticatedAt ?? issuedAt;
  if (maxAge === undefined || signedInAt + Number(maxAge) + leeway >= Number(began)) return;
  throw new ProviderError('login_required', { message: 'ESIA has let an older sign-in pass.' });
}

type Kept = Readonly<Record<string, string>>;

function signInOf(
  { identity, accessToken, refreshToken, expiresIn }: EsiaSignIn,
  person: EsiaPerson,
  { sub, claims }: Extract<EsiaVerdict, { sub: string }>,
): ProviderSignIn {
  const { family_name, given_name, middle_name, birthdate, gender, snils, email, phone } = person;
  const genders = { F: 'female', M: 'male' } as const;
  const known = {
    ...{ family_name, given_name, middle_name, birthdate, email, snils },
    gender: gender && genders[gender],
    phone_number: phone,
    esia_oid: identity.oid,
    esia_level: identity.level,
    esia_trusted: identity.trusted,
    auth_time: identity.authenticatedAt,
    amr: identity.methods,
  };
  const tokens: ProviderTokens = { accessToken, expiresIn, ...(refreshToken === undefined ? {} : { refreshToken }) };
  const { sessionId } = identity;
  return {
    claims: { ...withoutUndefined(known), ...claims, sub },
    tokens,
    ...(sessionId === undefined ? {} : { sid: sessionId }),
  };
}

/** An error of the operator's own function says nothing of the person, and its words may be anything. */
async function identified(
  task: (limit: AbortSignal) => EsiaVerdict | Promise<EsiaVerdict>,
  timeout: number,
): Promise<EsiaVerdict> {
  const limit = AbortSignal.timeout(timeout);
  try {
    return await inTime(Promise.resolve(task(limit)), limit);
  } catch (cause) {
    throw new ProviderError('unavailable', { retryable: true, message: 'identify() has failed.', cause });
  }
}

/** Whatever the client rejects with, as the handler takes it. */
async function translated<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    if (!(error instanceof EsiaError)) throw error;
    const { code, esiaCode, oauthError, retryable, retryAfter, message } = error;
    const details = { providerCode: esiaCode ?? oauthError, retryable, retryAfter, message };
    throw new ProviderError(code, { ...details, cause: error });
  }
}

function mismatch(message: string): ProviderError {
  return new ProviderError('response_mismatch', { message });
}

function withoutUndefined<T extends object>(record: T): Record<string, Exclude<T[keyof T], undefined>> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
