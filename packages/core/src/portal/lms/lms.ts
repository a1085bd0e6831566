/**
 * A portal over the session of the existing journal (ЭПОС.Школа), for pages that live beside it.
 *
 * @module
 */
import type { Me, Subsystem } from '../../contract/contract.ts';
import { demand } from '../../errors/demand.ts';
import { mayBeAddress, privateAddress, resolveAddress } from '../../http/endpoint.ts';
import { askForJson, reading } from '../../http/http.ts';
import { permitted } from '../permitted.ts';
import type { Portal, PortalContext } from '../portal.ts';
import { shareAnswer } from '../share-answer.ts';
import { authTokenOf } from './cookie.ts';
import { roleOf, type ProfileMeaning } from './profile.ts';
import { readSession } from './session.ts';

export type { LmsProfile, ProfileMeaning } from './profile.ts';

/** How a {@linkcode lmsSessions} reads the journal's session. */
export interface LmsSessionsOptions {
  /** All subsystems there are, for the categories of their `categories`. Default: the journal itself, for everybody. */
  readonly subsystems?: readonly Subsystem[];
  /**
   * What a kind of profile means that this package does not know, or should know otherwise. Asked first; `undefined`
   * leaves the profile to the package.
   */
  readonly roleOf?: ProfileMeaning;
  /**
   * The journal's token, which the journal wants in the body as well. Default: the cookie `auth_token`, where the page
   * can read it.
   */
  readonly authToken?: () => string | undefined;
  /** Asks instead of the page's `fetch`. The session of the transport is not sent here: the journal has its own. */
  readonly fetch?: typeof fetch;
}

/**
 * Speaks the session JSON of the existing journal: `POST lms/api/sessions`, whose `profiles[]` are the person's roles.
 *
 * The journal's own session is used, the cookie `auth_token` that its `authenticate/oauth` sets: the page must be on the
 * journal's site, and of another origin only if the journal allows it to send cookies (CORS with credentials). The
 * token of the transport is never sent there. Nothing of the answer is kept but names and roles. On a shared computer the
 * two sessions may belong to two people, and neither says so: sign out of the journal with the rest.
 *
 * This JSON is documented by nobody; what is read is what several public clients of it agree on. A kind of profile that
 * is not known brings no role, and never costs the others.
 *
 * @param url the journal's address: absolute (`https://journal.example`) or relative to the page; https, or http on this
 * device
 * @param options the list of subsystems, the meaning of profiles, and where the journal's token is found
 * @returns a portal for `createEpos`
 * @throws {@linkcode EposError} `invalid_options`. Its methods: `session_ended` (401: nobody is signed in to the
 * journal), `forbidden` (403), `rate_limited`, `unavailable`, `server_error`, `bad_response`, `timeout`, `network` (also
 * where CORS forbids it), `offline`, `aborted`, `insecure_context`
 * @example
 * ```ts
 * import { lmsSessions } from '@epos-login/core/lms';
 *
 * const epos = createEpos({ transport, portal: lmsSessions('https://journal.example') });
 * ```
 */
export function lmsSessions(
  url: string,
  {
    subsystems,
    roleOf: meaning = () => undefined,
    authToken = authTokenOf,
    fetch: fetcher = (input, init) => fetch(input, init),
  }: LmsSessionsOptions = {},
): Portal {
  demand(mayBeAddress(url), 'configure', 'lmsSessions: url must be an http(s) address');

  const me = shareAnswer(async ({ signal }: PortalContext): Promise<Me> => {
    const { body } = await askForJson({
      url: privateAddress(url, 'lms/api/sessions', 'portal'),
      fetch: fetcher,
      signal,
      phase: 'portal',
      init: {
        // Asks for the session that stands: to be sent twice does no harm.
        method: 'POST',
        credentials: 'include',
        cache: 'no-store',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ auth_token: authToken() }),
      },
    });
    return reading('portal', () => {
      const { person, profiles } = readSession(body);
      return { person, roles: profiles.flatMap((profile) => roleOf(profile, meaning) ?? []) };
    });
  });
  return {
    // None: the transport's token has no business at the journal.
    origins: [],
    me,
    subsystems: async (context) => permitted(subsystems ?? [journal(url)], (await me(context)).roles),
  };
}

/** The tile of the journal itself. */
function journal(url: string): Subsystem {
  return {
    id: 'journal',
    name: 'ЭПОС.Школа',
    categories: ['employee', 'parent', 'student'],
    url: resolveAddress(url)?.href ?? url,
    status: { kind: 'available' },
  };
}
