import type { Restored } from '../transport/transport.ts';
import type { Wishes } from './authorization.ts';
import type { Context } from './context.ts';
import type { Lent } from './lent.ts';
import type { Server } from './server.ts';
import { renewOrAsk } from './renewal.ts';
import type { Session } from './session.ts';
import type { SilentOutcome } from './silent-outcome.ts';
import { askSilently } from './silent.ts';

/** What the client does for the search. */
interface Means {
  readonly signal: AbortSignal | undefined;
  /** The SSO of the last session. */
  readonly server: () => Promise<Server>;
  /** Leaves the page to ask; absent where the person is not likely to be known, or the page must stay. */
  readonly leave: ((wishes: Wishes) => Promise<void>) | undefined;
}

/**
 * Finds the session that a page load has cost this page: where it is kept, in a hidden frame at the SSO, or by one
 * redirect of the page.
 *
 * @returns what was found; or that the session is over (`ended`), or cannot be known about (`unknown`)
 */
export async function findAgain(
  context: Context,
  session: Session,
  lent: Lent,
  { signal, server, leave }: Means,
): Promise<Restored | 'ended' | 'unknown'> {
  const { settings, page, hints } = context;
  const found = { kind: 'session', interactive: false } as const;
  const limits = { phase: 'restore', signal } as const;
  const vault = await context.vault();
  const kept = await vault?.load();
  let outcome: SilentOutcome = 'unknown';
  if (kept) outcome = session.isDue(kept) ? await renewOrAsk(context, kept, lent, limits) : kept;
  else if (settings.silent !== 'none') outcome = await askSilently(context, await server(), limits, lent);

  if (typeof outcome === 'object') {
    if (kept) session.adopt(outcome);
    else await session.begin(outcome);
    return found;
  }
  if (kept) await vault?.clear(kept);
  if (outcome === 'unknown' && settings.silent !== 'none' && leave && !page.framed) {
    // Once: a session sets the hint again, anything else must not send the page off on each load.
    hints.forgetTab();
    try {
      await leave({ prompt: 'none', silent: 'redirect', returnTo: page.url.href });
      return { kind: 'leaving' };
    } catch (error) {
      if (!lent.silentFailure(error)) throw error;
    }
  }
  return outcome;
}
