import {
  checkForm,
  organizationQuery,
  portalPaths,
  registration,
  type BrokenField,
  type OrganizationList,
  type RegistrationAccepted,
} from '@epos-login/core/contract';
import { http, HttpResponse, type HttpHandler } from 'msw';
import { meOf, subsystemsOf, type FixturePersonLike } from '../answers/answers.ts';
import { organizations, type LaunchAddress } from '../people/people.ts';
import { problemResponse, strike, type Fault } from './faults.ts';

/** Whom the portal knows and what goes wrong at it. */
export interface PortalHandlersOptions {
  /** The portal's address, as given to `portalApi`. Default: `/api` of any origin. */
  url?: string;
  /** Whose session stands; `null` when nobody's does. Default: the teacher. */
  person?: FixturePersonLike | null;
  /** Where each subsystem is launched. */
  launch?: (id: string) => LaunchAddress;
  /** Answered instead of the person's subsystems, unchecked: for what a newer or a hostile portal may send. */
  subsystems?: readonly unknown[];
  /** What goes wrong, by path. */
  faults?: Partial<Record<keyof typeof portalPaths, Fault>>;
}

/**
 * MSW handlers that answer as the portal of the contract does: `GET v1/me`, `GET v1/me/subsystems` with an `ETag`,
 * `GET v1/organizations`, `POST v1/registrations`; what is sent is validated by the contract's own schemas.
 *
 * @example
 * ```ts
 * import { setupServer } from 'msw/node';
 * import { portalHandlers } from '@epos-login/testing/msw';
 *
 * const server = setupServer(...portalHandlers({ url: 'https://portal.example/api', person: 'parent' }));
 * server.use(...portalHandlers({ faults: { subsystems: { kind: 'problem', code: 'unavailable' } } }));
 * ```
 */
export function portalHandlers({
  url = '*/api',
  person = 'teacher',
  launch,
  subsystems,
  faults = {},
}: PortalHandlersOptions = {}): HttpHandler[] {
  const at = (path: keyof typeof portalPaths) => `${url.replace(/\/$/, '')}/${portalPaths[path]}`;
  const accepted = new Map<string, { body: string; id: string }>();

  return [
    http.get(at('me'), async ({ request }) => {
      return (await strike(faults.me)) ?? (person ? tagged(request, meOf(person)) : nobody());
    }),

    http.get(at('subsystems'), async ({ request }) => {
      const struck = await strike(faults.subsystems);
      if (struck) return struck;
      return person ? tagged(request, { subsystems: subsystems ?? subsystemsOf(person, launch) }) : nobody();
    }),

    http.get(at('organizations'), async ({ request }) => {
      const struck = await strike(faults.organizations);
      if (struck) return struck;
      const query = checkForm(organizationQuery, Object.fromEntries(new URL(request.url).searchParams));
      return query.ok ? HttpResponse.json(page(query.form)) : invalid(query.fields);
    }),

    http.post(at('registrations'), async ({ request }) => {
      const struck = await strike(faults.registrations);
      if (struck) return struck;
      const key = request.headers.get('idempotency-key');
      if (!key) return invalid([{ field: 'Idempotency-Key', rule: 'required' }]);
      const body = await request.text();
      const sent = checkForm(registration, asJson(body));
      if (!sent.ok) return invalid(sent.fields);
      const known = accepted.get(key);
      if (known && known.body !== body) return problemResponse({ title: 'The key was used before', code: 'conflict' });
      const { id } = known ?? { id: `registration-${String(accepted.size + 1)}` };
      accepted.set(key, { body, id });
      return HttpResponse.json({ id } satisfies RegistrationAccepted, { status: 202 });
    }),
  ];
}

function nobody(): Response {
  return problemResponse({ title: 'Nobody is signed in', code: 'invalid_token' });
}

/** An answer about the person: never cached by the browser, and told apart by its `ETag`. */
async function tagged(request: Request, body: object): Promise<Response> {
  const text = JSON.stringify(body);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  const etag = `"${Array.from(new Uint8Array(digest, 0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('')}"`;
  const headers = { etag, 'cache-control': 'no-store', date: new Date().toUTCString() };
  if (request.headers.get('if-none-match') === etag) return new HttpResponse(null, { status: 304, headers });
  return new HttpResponse(text, { headers: { ...headers, 'content-type': 'application/json' } });
}

function page({
  query,
  limit,
  cursor,
}: {
  query: string;
  limit: number;
  cursor?: string | undefined;
}): OrganizationList {
  const wanted = query.toLocaleLowerCase('ru');
  const found = organizations.filter(({ name, short_name = '', inn }) =>
    [name, short_name, inn].some((field) => field.toLocaleLowerCase('ru').includes(wanted)),
  );
  const start = Number(cursor ?? 0);
  const next = start + limit;
  return {
    organizations: found.slice(start, next),
    ...(next < found.length ? { next_cursor: String(next) } : {}),
  };
}

function invalid(errors: readonly BrokenField[]): Response {
  return problemResponse({
    title: 'The request does not fit the contract',
    code: 'invalid_request',
    errors: [...errors],
  });
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
