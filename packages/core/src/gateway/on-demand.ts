/** `eposOnDemand`: sign-in over the gateway for pages on which most visitors never sign in. @module */
import type { GatewaySession } from '../contract/gateway.ts';
import type { Epos } from '../epos/epos.ts';
import type { EposError } from '../errors/errors.ts';
import type { EposState, Failed, SignedOutReason } from '../state/state.ts';
import { asking } from './first-question.ts';

/** What `eposOnDemand` is made of. */
export interface OnDemandOptions {
  /** The gateway's address, as for `gateway`. */
  url: string;
  /** Makes the `Epos`, of parts that load now. What the gateway has answered goes to `gateway` as `first`. */
  create: (first: Promise<Response> | undefined) => Promise<Epos>;
}

/** The gateway is asked again at most this often, in milliseconds. */
const throttle = 5_000;
/** Then the `Epos`, which is patient, waits instead. In milliseconds. */
const patience = 3_000;

/**
 * An `Epos` that begins with the one question who is signed in: 0.8 kB at once. Where nobody is, that is all; `create`
 * is called with the first answer, click or sign-in in another tab, and from then on this is the `Epos` it has made.
 *
 * @param options see {@linkcode OnDemandOptions}
 * @example
 * ```ts
 * import { eposOnDemand } from '@epos-login/core/gateway-on-demand';
 *
 * const epos = eposOnDemand({
 *   url: '/auth',
 *   create: async (first) => {
 *     const { createEpos, gateway, portalApi } = await import('@epos-login/core');
 *     return createEpos({ transport: gateway({ url: '/auth', first }), portal: portalApi('/api') });
 *   },
 * });
 * ```
 */
export function eposOnDemand({ url, create }: OnDemandOptions): Epos {
  const listeners = new Set<(state: EposState) => void>();
  const lifetime = new AbortController();
  /** As long as there is no `Epos`. */
  let state: EposState = { kind: 'restoring' };
  let epos: Epos | undefined;
  let first: Promise<Response> | undefined;
  let askedAt = 0;
  let ready: Promise<unknown> | undefined;
  let loading: Promise<Epos> | undefined;

  const tell = (): void => {
    for (const listener of listeners) listener(epos?.state ?? state);
  };
  const move = (next: EposState): void => {
    state = next;
    tell();
  };

  const load = (): Promise<Epos> =>
    (loading ??= create(first).then(
      async (made) => {
        const found = made.ready();
        // On the way to the provider nobody wants to see it look for a session first.
        if (state.kind === 'redirecting') await found;
        epos = made;
        made.subscribe(tell);
        tell();
        return made;
      },
      (error: unknown) => {
        // Chunks are files: a page that lost the network here must be able to try again.
        loading = undefined;
        move(
          'code' in (error as object)
            ? { kind: 'failed', error: error as EposError, from: state as Failed['from'] }
            : { kind: 'signed-out', reason: 'unknown' },
        );
        throw error;
      },
    ));
  /** What the `Epos` does, once it is there. */
  const later = <Name extends 'chooseCategory' | 'open' | 'refresh' | 'signOut' | 'fetch'>(name: Name): Epos[Name] =>
    (async (...values: unknown[]) =>
      ((await load())[name] as (...values: unknown[]) => Promise<unknown>)(...values)) as Epos[Name];

  /** Asks who is signed in. Where the answer is anything but «nobody», the `Epos` itself has to read it. */
  const look = async (): Promise<void> => {
    askedAt = Date.now();
    first = fetch(url.replace(/\/*$/, '/session'), asking);
    const reason = await Promise.race([
      readNobody(first),
      new Promise<undefined>((late) => setTimeout(late, patience)),
    ]);
    if (loading) return;
    if (reason) move({ kind: 'signed-out', reason });
    else await load().catch(() => undefined);
  };
  // A page that the back button brings back has slept, however short: on the way somebody may have signed in.
  const onWake = (event: Partial<PageTransitionEvent>): void => {
    if (!loading && !document.hidden && (event.persisted || Date.now() - askedAt > throttle)) void look();
  };

  return {
    get state() {
      return epos?.state ?? state;
    },
    get issuer() {
      return epos?.issuer;
    },
    notes: async () => epos?.notes?.(),
    async ready(options) {
      if (!ready) {
        for (const type of ['visibilitychange', 'pageshow', 'focus', 'online']) {
          window.addEventListener(type, onWake, lifetime);
        }
        // An answer in the address, and another site's wish to sign in, are for the `Epos` itself.
        ready = /[?&](epos_login|iss)=/.test(location.search) ? load().catch(() => undefined) : look();
      }
      await ready;
      return epos?.ready(options) ?? state;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    async signIn(options = {}) {
      const { provider } = options;
      if (!epos) move({ kind: 'redirecting', to: 'sign-in', ...(provider && { provider }) });
      await (await load()).signIn(options);
    },
    chooseCategory: later('chooseCategory'),
    addressOf: (subsystem) => epos?.addressOf(subsystem),
    open: later('open'),
    refresh: later('refresh'),
    dismiss: () => epos?.dismiss(),
    fetch: later('fetch'),
    signOut: later('signOut'),
    stay: () => epos?.stay(),
    close() {
      lifetime.abort();
      listeners.clear();
      loading?.then(
        (made) => {
          made.close();
        },
        () => undefined,
      );
    },
  };
}

/** Why nobody is signed in, if the answer says clearly that nobody is: more than its beginning is not looked at. */
async function readNobody(answer: Promise<Response>): Promise<SignedOutReason | undefined> {
  try {
    const copy = (await answer).clone();
    const beginning = await copy.body?.getReader().read();
    const { session, reason } = JSON.parse(new TextDecoder().decode(beginning?.value)) as Partial<GatewaySession>;
    if (copy.ok && session === null) return reason === 'ended' || reason === 'idle' ? reason : 'never';
  } catch {
    // Not reached, or another answer than the gateway's.
  }
  return undefined;
}
