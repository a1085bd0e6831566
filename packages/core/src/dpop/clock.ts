import { abortable } from '../abortable/abortable.ts';
import type { Context } from '../direct/context.ts';
import { quietly } from '../storage/storage.ts';

const key = 'epos-login:ahead';

/** How long what was learned is good for, in milliseconds: a clock that was set meanwhile is off by more, and noticed. */
const lifetime = 10 * 60 * 1000;

/** What is off by more than two hours is no clock but a wrong date, or an answer out of some cache. In milliseconds. */
const furthest = (2 * 60 + 1) * 60 * 1000;

/** The page's own server is near; longer than this nobody waits for it. In milliseconds. */
const patience = 2000;

/**
 * By how much the SSO's clock is ahead of this device's, in milliseconds; `undefined` where nobody tells. It is
 * remembered over the way to the SSO and back, so that the answer waits for no further question.
 */
export async function findAhead(context: Context): Promise<number | undefined> {
  const { page, environment } = context;
  const storage = quietly(page.storage);
  const now = environment.clock.now();
  const [known = Number.NaN, at = Number.NaN] = storage.getItem(key)?.split(' ').map(Number) ?? [];
  const isKnown = Math.abs(now - at) < lifetime && Math.abs(known) < furthest;
  context.ahead ??= isKnown ? known : await askPage(context);
  if (context.ahead !== undefined) storage.setItem(key, `${context.ahead} ${now}`);
  return context.ahead;
}

/** A proof was refused, perhaps for its time: the clock may have been set since. */
export async function doubtAhead(context: Context): Promise<void> {
  context.ahead = (await askPage(context)) ?? context.ahead;
}

/** Any answer will do: servers write `Date` on errors too (RFC 9110 section 6.6.1). */
async function askPage({ page, environment: { fetch, clock } }: Context): Promise<number | undefined> {
  const init = { method: 'HEAD', mode: 'same-origin', credentials: 'omit', cache: 'no-store' } as const;
  try {
    const { headers } = await abortable(fetch(page.url, init), { phase: 'session', timeout: patience });
    // A cache between says how old its answer is.
    const time = Date.parse(headers.get('date') ?? '') + 1000 * Number(headers.get('age'));
    const ahead = time - clock.now();
    return Math.abs(ahead) < furthest ? ahead : undefined;
  } catch {
    return undefined;
  }
}
