import { EposError } from '../errors/errors.ts';
import type { Context } from './context.ts';
import type { Limits } from '../abortable/abortable.ts';
import type { Server } from './server.ts';
import { laterPage } from './later-page.ts';
import type { Lent } from './lent.ts';
import type { SilentOutcome } from './silent-outcome.ts';

/**
 * Asks the SSO in a hidden frame whether it still knows the person.
 *
 * Only where the SSO is same-site: elsewhere browsers keep its cookies from the frame, and it would answer that nobody
 * is signed in, which would be untrue.
 */
export async function askSilently(
  context: Context,
  server: Server,
  limits: Limits,
  { authorize, redeem, within, silentFailure }: Lent,
): Promise<SilentOutcome> {
  const { settings, page, transactions } = context;
  const { isSameSite, askInFrame } = laterPage(page);
  if (settings.silent !== 'frame' || page.framed || !isSameSite(server.authorization_endpoint)) return 'unknown';

  const wishes = { prompt: 'none', silent: 'frame', returnTo: page.url.href } as const;
  let state: string | undefined;
  try {
    const { url, transaction } = await authorize(context, server, wishes, limits.phase);
    const asked = (state = transaction.state);
    const href = await within(settings.timeout, limits, (signal) => askInFrame(url, asked, signal)).catch(unlessSlow);
    return href ? await redeem(context, transaction, new URL(href).searchParams, limits) : 'unknown';
  } catch (error) {
    const outcome = silentFailure(error);
    if (outcome) return outcome;
    throw error;
  } finally {
    // Whatever comes later under this state finds nothing.
    if (state) transactions.drop(state);
  }
}

/** A frame that does not answer in time says nothing about the session; it may be refused without a word. */
function unlessSlow(error: unknown): undefined {
  if (!(error instanceof EposError && error.code === 'timeout')) throw error;
}
