/** Sign-in at РСАА in a window of its own: the opt-in part `popup()` of `direct`. @module */
import type { PopupPart } from '../direct/parts.ts';
import { browser } from './browser.ts';
import { popupIn } from './part.ts';

export type { PopupPart } from '../direct/parts.ts';

/**
 * Makes `epos.signIn({ via: 'popup', provider: 'rsaa' })` possible: the page stays, with all that was typed into it,
 * and a small window shows the password page of РСАА. ЕСИА is never shown that way (`invalid_options`).
 *
 * The window comes back to `redirectUri`, and the page there must run `ready()` with this part, too: it hands the
 * answer over to the page that waits, and closes. Tokens never travel so, only the address with the one-time code,
 * which is worth nothing without what the waiting page keeps.
 *
 * Call `signIn` in the click itself, or the browser blocks the window. Where it does, and where a
 * `Cross-Origin-Opener-Policy` cuts the window off and the person comes back without an answer, the page leaves for the
 * SSO as if nothing had been said of a popup. `signIn` always settles, and throws {@linkcode EposError} `popup_closed`
 * when the person closes the window, `timeout` after 10 minutes, `aborted`, `storage_unavailable` and all that a
 * sign-in by redirect ends in, such as `access_denied`.
 *
 * @example
 * ```ts
 * const epos = createEpos({ transport: direct({ issuer, clientId, redirectUri, popup: popup() }), portal });
 * button.onclick = () => epos.signIn({ provider: 'rsaa', via: 'popup' });
 * ```
 * @see RFC 9700 section 4.17 on answers that travel between windows
 */
export function popup(): PopupPart {
  return popupIn(browser);
}
