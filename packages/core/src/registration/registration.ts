/**
 * Registration in РСАА: search for an organization, check the form of the manual, send it once.
 *
 * @module
 */
import * as z from 'zod/mini';
import { checkForm } from '../contract/check-form.ts';
import { gatewayHeader } from '../contract/gateway-paths.ts';
import { organizationQuery, type OrganizationList } from '../contract/organization.ts';
import { portalPaths } from '../contract/paths.ts';
import { readOrganizations } from '../contract/read-organizations.ts';
import { readBrokenFields } from '../contract/read-problem.ts';
import { registrationAccepted, type RegistrationAccepted } from '../contract/registration.ts';
import { demand } from '../errors/demand.ts';
import type { EposError } from '../errors/errors.ts';
import { mayBeAddress, privateAddress, resolveAddress } from '../http/endpoint.ts';
import { askForJson, reading, refused, type Answer } from '../http/http.ts';
import { checkRegistration, type RegistrationForm } from './check-registration.ts';
import { InvalidFieldsError } from './invalid-fields.ts';

export { formRules, type Checked, type FormRule } from '../contract/check-form.ts';
export type { Organization, OrganizationList } from '../contract/organization.ts';
export type { BrokenField } from '../contract/read-problem.ts';
export type { Registration, RegistrationAccepted } from '../contract/registration.ts';
export { checkRegistration, type RegistrationForm } from './check-registration.ts';
export { InvalidFieldsError } from './invalid-fields.ts';

/** What a {@linkcode registrationApi} asks with. */
export interface RegistrationApiOptions {
  /** Asks instead of the page's `fetch`. */
  readonly fetch?: typeof fetch;
  /**
   * The address of the gateway whose proxy the portal stands behind, where that is another origin than the page's: it
   * takes calls of pages with its header only. At the page's own origin they bear it anyway.
   */
  readonly gateway?: string | undefined;
}

/** How to search. */
export interface OrganizationSearch {
  /** How many to find at the most, 1 to 50. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the page before. */
  readonly cursor?: string;
  readonly signal?: AbortSignal;
}

/** How to send a form. */
export interface RegisterOptions {
  /**
   * Names this one registration, 1 to 255 visible ASCII characters: whatever comes twice under one key is registered
   * once. By default a form keeps the key that was made when it was first sent, as long as this object lives; give your
   * own where the page may be loaded anew in between.
   */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

/** The anonymous half of the portal: nobody has to be signed in, and no session is sent along. */
export interface RegistrationApi {
  /**
   * Finds organizations by name, place or ИНН.
   *
   * @param query three letters or more
   * @returns what was found, and `next_cursor` where there is more
   * @throws {@linkcode InvalidFieldsError} `invalid_fields` for `query`, `limit` or `cursor`; {@linkcode EposError}
   * `rate_limited` with `retryAfter`, `unavailable`, `server_error`, `bad_response`, `forbidden`, `timeout`, `network`,
   * `offline`, `aborted`, `insecure_context`, `invalid_options`
   * @example
   * ```ts
   * const { organizations } = await registration.organizations('гимназия', { limit: 10, signal });
   * ```
   */
  organizations(query: string, search?: OrganizationSearch): Promise<OrganizationList>;
  /**
   * Checks the form and sends it. A letter with the credentials goes to its e-mail address.
   *
   * Sent again, by a second click or after a fault of the line, the same form keeps its `Idempotency-Key`, and the
   * portal registers once.
   *
   * @param form the fields as typed
   * @throws {@linkcode InvalidFieldsError} `invalid_fields`; {@linkcode EposError} `invalid_options` (another form was
   * sent under this key), and what {@linkcode RegistrationApi.organizations} throws
   * @example
   * ```ts
   * const { id } = await registration.register({ ...form, consent_version: '2026-09' });
   * ```
   */
  register(form: RegistrationForm, options?: RegisterOptions): Promise<RegistrationAccepted>;
}

/**
 * Speaks the anonymous half of the portal contract: `GET v1/organizations` and `POST v1/registrations`.
 *
 * @param url the portal's address: absolute (`https://portal.example/api`) or relative to the page (`/api`). It must be
 * https, or http on this device: the form holds personal data
 * @param options what to ask with
 * @throws {@linkcode EposError} `invalid_options`
 * @example
 * ```ts
 * import { registrationApi } from '@epos-login/core/registration';
 *
 * const registration = registrationApi('https://portal.example/api');
 * ```
 * @see RFC 9457 for the errors the portal answers; draft-ietf-httpapi-idempotency-key-header for the key
 */
export function registrationApi(
  url: string,
  { fetch: fetcher = (input, init) => fetch(input, init), gateway = '' }: RegistrationApiOptions = {},
): RegistrationApi {
  demand(mayBeAddress(url), 'configure', 'registrationApi: url must be an http(s) address');
  /** The key of each form that was sent. */
  const keys = new Map<string, string>();

  async function ask<T>(
    path: string,
    init: RequestInit,
    signal: AbortSignal | undefined,
    read: (body: unknown) => T,
  ): Promise<T> {
    const place = privateAddress(url, path, 'portal');
    // Elsewhere the header would cost a preflight, and be refused.
    const gateways = ['', gateway].map((address) => resolveAddress(address)?.origin);
    const headers = new Headers(init.headers);
    if (gateways.includes(new URL(place).origin)) headers.set(gatewayHeader, '1');
    const { body } = await askForJson({
      url: place,
      fetch: fetcher,
      phase: 'portal',
      signal,
      init: { credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store', ...init, headers },
      refusal,
    });
    return reading('portal', () => read(body));
  }

  return {
    async organizations(query, { limit, cursor, signal } = {}) {
      const checked = checkForm(organizationQuery, { query, limit, cursor });
      if (!checked.ok) throw new InvalidFieldsError(checked.fields);
      const parameters = new URLSearchParams(
        Object.entries(checked.form).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
      );
      return ask(`${portalPaths.organizations}?${parameters.toString()}`, {}, signal, readOrganizations);
    },

    async register(form, { idempotencyKey, signal } = {}) {
      demand(
        idempotencyKey === undefined || /^[!-~]{1,255}$/.test(idempotencyKey),
        'portal',
        'register: idempotencyKey must be 1 to 255 visible ASCII characters',
      );
      const checked = checkRegistration(form);
      if (!checked.ok) throw new InvalidFieldsError(checked.fields);
      const body = JSON.stringify(checked.form);
      const key = idempotencyKey ?? keys.get(body) ?? newIdempotencyKey();
      keys.set(body, key);
      const headers = { 'content-type': 'application/json', 'idempotency-key': key };
      return ask(portalPaths.registrations, { method: 'POST', headers, body }, signal, (answer) =>
        z.parse(registrationAccepted, answer),
      );
    },
  };
}

/** Nobody is signed in here, so that no refusal ends a session; and a bad form is the person's to mend. */
function refusal(answer: Answer): EposError | undefined {
  const { status, body } = answer;
  const fields = status === 400 || status === 422 ? readBrokenFields(body) : [];
  if (fields.length > 0) {
    const { providerCode } = refused(answer, 'portal');
    return new InvalidFieldsError(fields, { status, providerCode });
  }
  if (status === 401) return refused(answer, 'portal', 'forbidden');
  return status === 409 ? refused(answer, 'portal', 'invalid_options') : undefined;
}

/**
 * A key for {@linkcode RegisterOptions.idempotencyKey}: 128 bits in hexadecimal digits. Keep it with the form, and the
 * form is registered once, over reloads too.
 *
 * @example
 * ```ts
 * const idempotencyKey = newIdempotencyKey();
 * await registration.register(form, { idempotencyKey });
 * ```
 */
export function newIdempotencyKey(): string {
  // Not `crypto.randomUUID`, which a page on a plain http address of a school's network lacks.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
