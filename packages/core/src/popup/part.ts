import type { Limits } from '../abortable/abortable.ts';
import type { Lent } from '../direct/lent.ts';
import type { PopupPart } from '../direct/parts.ts';
import type { SignIn } from '../direct/transactions.ts';
import { EposError } from '../errors/errors.ts';
import type { Clock } from '../transport/transport.ts';
import type { PopupBrowser } from './browser.ts';
import { answerMessage, channelOf, isTaken, mark, readAnswer, takenMessage } from './messages.ts';
import { placed } from './placed.ts';
import { Watch } from './watch.ts';

/** How often the waiting page looks after the window, in milliseconds. */
const beat = 250;

/** After this time nobody comes back from the password page any more, in milliseconds. */
const patience = 10 * 60 * 1000;

/** How long the page in the window waits for a word of the page that has opened it, in milliseconds. */
const acknowledgement = 2000;

export function popupIn(browser: PopupBrowser): PopupPart {
  return {
    open({ provider }) {
      // ЕСИА, or a choice that may lead there: refused a moment later, so no window flashes up before that.
      if (provider !== 'rsaa') return undefined;
      const popup = browser.open(placed(browser.place));
      // Some blockers give a window that is closed already.
      return popup?.closed ? undefined : popup;
    },

    async deliver({ href }, state) {
      if (!state.startsWith(mark)) return false;
      // Closed windows can be brought back, and with them their addresses.
      browser.cleanAddress();
      // Where the window may not be closed, it goes on as a page of its own.
      return (await isHandedOver(browser, href, state)) && browser.close();
    },

    async signIn(popup, { context, session, server, closed }, wishes, limits, lent) {
      const { authorize, redeem } = lent;
      const { tokens: before } = session;
      const done = new AbortController();
      const begun = server().then((found) => authorize(context, found, { ...wishes, mark }, limits.phase));
      const heard = begun.then(({ url, transaction }) => {
        const lead = () => {
          popup.location.replace(url);
        };
        return answerTo(browser, transaction, lead, done.signal, lent);
      });
      const fate = fateOf(browser, popup, context.environment.clock, limits, done.signal);
      try {
        const answer = await Promise.race([heard, fate]).finally(() => {
          done.abort();
        });
        if (!answer) return false;
        const tokens = await redeem(context, (await begun).transaction, answer, limits);
        // Closed, or signed out, while the window stood: it must not begin what has ended.
        if (closed.aborted || session.tokens !== before) throw new EposError('aborted', limits.phase);
        await session.begin(tokens);
        return true;
      } finally {
        popup.close();
        const forget = ({ transaction }: Awaited<typeof begun>) => {
          // Whatever comes later under this state finds nothing.
          context.transactions.drop(transaction.state);
        };
        void begun.then(forget, () => undefined);
      }
    },
  };
}

/** Tells the page that waits for this answer, wherever it is. Whether it has taken it. */
async function isHandedOver(browser: PopupBrowser, href: string, state: string): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (taken: boolean) => {
      callOff();
      channel?.close();
      resolve(taken);
    };
    const channel = browser.channel(channelOf(state), (message) => {
      if (isTaken(message)) settle(true);
    });
    const callOff = browser.later(channel ? acknowledgement : 0, () => {
      settle(false);
    });
    channel?.post(answerMessage(href, state));
  });
}

/** Leads the window to the SSO and listens for what it comes back with. `undefined` where nothing can be heard. */
async function answerTo(
  browser: PopupBrowser,
  { state, server }: SignIn,
  lead: () => void,
  done: AbortSignal,
  lent: Lent,
): Promise<URLSearchParams | undefined> {
  return new Promise((resolve) => {
    if (done.aborted) return;
    const channel = browser.channel(channelOf(state), (message) => {
      const answer = readAnswer(message, state, server.redirectUri, lent);
      if (!answer) return;
      channel?.post(takenMessage);
      resolve(answer);
    });
    if (!channel) {
      resolve(undefined);
      return;
    }
    done.addEventListener('abort', () => {
      channel.close();
    });
    lead();
  });
}

/** Settles when no answer is to be expected any more: `undefined` where the page has to leave, else by what it throws. */
async function fateOf(
  browser: PopupBrowser,
  popup: Window,
  clock: Clock,
  { phase, signal }: Limits,
  done: AbortSignal,
): Promise<undefined> {
  const watch = new Watch(popup, browser);
  const began = clock.monotonic();
  return new Promise((resolve, reject) => {
    const stop = () => {
      reject(new EposError('aborted', phase, { cause: signal?.reason }));
    };
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop, { signal: done });
    // By a beat and not by a timer of its own: those do not run while the device sleeps.
    const end = browser.every(beat, () => {
      const now = clock.monotonic();
      const fate = watch.look(now);
      if (fate === 'cut') resolve(undefined);
      else if (fate) reject(new EposError('popup_closed', phase));
      else if (now - began > patience) reject(new EposError('timeout', phase));
    });
    done.addEventListener('abort', end);
  });
}
