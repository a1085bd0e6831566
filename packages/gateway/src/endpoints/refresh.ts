import { CookieTooLargeError, readCookies } from '../cookies/cookies.ts';
import { demandOwnPage } from '../csrf/csrf.ts';
import type { Context } from '../handler/context.ts';
import { jsonResponse, Refusal } from '../http/problem.ts';
import { renewHeld } from '../sessions/renew.ts';
import { describe } from './session.ts';

/** Renews what the session lives on, and answers as `session` does. The only writer of a session's cookie. */
export async function refresh(request: Request, context: Context): Promise<Response> {
  const { keeper, settings } = context;
  demandOwnPage(request, settings.origins);
  const cookies = readCookies(request);
  const { held } = await keeper.find(cookies);
  // Here and not in `session`, which must not race with a sign-in: the cookie of a session that is over goes.
  if (!held) throw new Refusal('session_ended', { cookies: keeper.erase(cookies) });
  const renewed = await renewHeld(held, context, { cookies: keeper.erase(cookies) });
  try {
    const written = await keeper.write(renewed, cookies);
    return jsonResponse(describe({ held: await keeper.slide(renewed) }, context), written);
  } catch (error) {
    if (!(error instanceof CookieTooLargeError)) throw error;
    settings.log({ type: 'session_too_large', bytes: error.bytes });
    throw new Refusal('server_error', { reason: error.message });
  }
}
