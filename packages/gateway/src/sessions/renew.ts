import type { Context } from '../handler/context.ts';
import { Refusal } from '../http/problem.ts';
import { ProviderError } from '../providers/provider-error.ts';
import { SessionGoneError, type Held, type Session } from './session.ts';

interface Limits {
  /** What to say to the browser where the session turns out to be over. */
  readonly cookies?: readonly string[];
  /** An access token that a server has refused. */
  readonly refused?: string;
}

/**
 * Renews what a session lives on. Only the issuer's own word, `invalid_grant`, ends a session; that it is slow, away or
 * confused says nothing about it.
 *
 * @throws {@linkcode Refusal} `session_ended`, `unavailable`
 */
export async function renewHeld(held: Held, context: Context, { cookies = [], refused }: Limits = {}): Promise<Held> {
  const { keeper, ways, settings } = context;
  const way = ways.get(held.session.way);
  // The way was taken out of the options: what lives on it cannot go on.
  const provider = way?.id ?? 'unknown';
  const grant = async ({ tokens, claims }: Session) => {
    if (!way) throw new ProviderError('session_ended');
    const fresh = await way.refresh(tokens, claims.sub);
    settings.log({ type: 'refreshed', provider });
    return fresh;
  };
  try {
    return await keeper.renew(held, grant, refused);
  } catch (error) {
    if (error instanceof SessionGoneError) throw new Refusal('session_ended', { cookies });
    if (!(error instanceof ProviderError)) throw error;
    const { code, message: reason, retryAfter } = error;
    settings.log({ type: 'refresh_failed', provider, code, reason });
    if (code !== 'session_ended') {
      throw new Refusal(code === 'rate_limited' ? code : 'unavailable', { reason, retryAfter, cause: error });
    }
    await keeper.end(held);
    throw new Refusal('session_ended', { cookies, reason });
  }
}
