import { createHash } from 'node:crypto';
import { portalPaths, readMe, readProblemCode, type Me } from '@epos-login/core/contract';
import { Refusal } from '../refusal.ts';
import { askForJson, type Answer, type Asking } from '../../http/ask-for-json.ts';
import { inTime } from '../../http/in-time.ts';
import { retryAfterOf } from '../../http/retry-after.ts';
import type { Caller } from '../caller.ts';

/** The portal that knows a person's roles, and how it is asked. */
export interface PortalRolesOptions {
  /** The portal's address, below which it answers `v1/me`: `https://portal.example/api`. https, or http on loopback. */
  readonly url: string;
  /**
   * The token to ask the portal with: for instance one that the SSO exchanged the caller's for (RFC 8693). Default: the
   * caller's own, which must then be meant for the portal too, and cannot be one that is bound to the caller's key. Where
   * it rejects, or takes longer than `timeout`, the portal counts as unavailable.
   */
  readonly tokenFor?: (caller: Caller, token: string) => Promise<string>;
  /** For how long an answer serves, in seconds, 300 at most: a role that was taken away lives that long. Default: 30. */
  readonly cacheSeconds?: number;
}

interface PortalRolesSettings extends PortalRolesOptions, Asking {
  /** Now, in milliseconds. */
  readonly clock: () => number;
}

/** Asks the portal about the person whom a token names. Throws {@linkcode Refusal}. */
export type PortalRoles = (caller: Caller, token: string, isBound: boolean) => Promise<Me | undefined>;

/** Of how many people answers are kept: a region's teachers at one moment. */
const mostKept = 10_000;

/** Asks the portal, once for each person in a while. Undefined: a person of whom it knows nothing. */
export function createPortalRoles(settings: PortalRolesSettings): PortalRoles {
  const { url, tokenFor, cacheSeconds = 30, clock, fetch, timeout } = settings;
  const address = `${url.replace(/\/$/, '')}/${portalPaths.me}`;
  const kept = new Map<string, { readonly me: Me | undefined; readonly at: number }>();
  const asked = new Map<string, Promise<Me | undefined>>();

  async function askWith(caller: Caller, token: string): Promise<Answer> {
    const own = tokenFor ? await inTime(tokenFor(caller, token), AbortSignal.timeout(timeout)) : token;
    return askForJson(address, { fetch, timeout }, { headers: { Authorization: `Bearer ${own}` } });
  }

  async function ask(caller: Caller, token: string): Promise<Me | undefined> {
    const answer = await askWith(caller, token).catch((cause: unknown) => {
      throw new Refusal('portal_unavailable', { cause });
    });
    const me = meIn(answer);
    // Else these are another person's roles: a cache that mixed up answers, or a portal that was told another token.
    if (me && me.person.sub !== caller.sub) throw new Refusal('portal_unavailable');
    keep(caller.sub, me);
    return me;
  }

  function keep(sub: string, me: Me | undefined): void {
    if (cacheSeconds === 0) return;
    kept.delete(sub);
    kept.set(sub, { me, at: clock() });
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
  }

  return async (caller, token, isBound) => {
    const before = kept.get(caller.sub);
    if (before && Math.abs(clock() - before.at) < cacheSeconds * 1000) return before.me;
    if (isBound && !tokenFor) throw new Refusal('bound_token_for_portal');
    // By token, not by person: of two tokens of one person the portal may refuse the one and take the other.
    const key = createHash('sha256').update(token).digest('base64url');
    const flight = asked.get(key) ?? ask(caller, token).finally(() => asked.delete(key));
    asked.set(key, flight);
    return flight;
  };
}

function meIn({ status, headers, body }: Answer): Me | undefined {
  if (status === 200) {
    try {
      return readMe(body);
    } catch {
      // Without the `cause`: what zod says of a value may quote it.
      throw new Refusal('portal_unavailable');
    }
  }
  if (status === 401) throw new Refusal('refused_by_portal');
  // Only by the contract's word: a 404 of some proxy would take everybody's roles away.
  if (status === 404 && readProblemCode(body) === 'not_found') return undefined;
  const pause = retryAfterOf(headers);
  // Whoever is asked to come at once finds the portal as it is.
  throw new Refusal('portal_unavailable', { retryAfter: pause === 0 ? undefined : pause });
}
