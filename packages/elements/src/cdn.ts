/**
 * For pages without a build: `<epos-login>` and `<epos-context>` are defined at once, each other element when the page
 * has one, now or later.
 *
 * @module
 */
import './define/epos-context.ts';
import './define/epos-login.ts';

const parts: Record<string, (() => Promise<unknown>) | undefined> = {
  'epos-advice': () => import('./define/epos-advice.ts'),
  'epos-app-links': () => import('./define/epos-app-links.ts'),
  'epos-help': () => import('./define/epos-help.ts'),
  'epos-login-button': () => import('./define/epos-login-button.ts'),
  'epos-providers': () => import('./define/epos-providers.ts'),
  'epos-registration': () => import('./define/epos-registration.ts'),
  'epos-role-picker': () => import('./define/epos-role-picker.ts'),
  'epos-subsystems': () => import('./define/epos-subsystems.ts'),
  'epos-user-menu': () => import('./define/epos-user-menu.ts'),
};

/** The form inside `<epos-login>` waits until somebody wants to register. */
const wanted = Object.keys(parts)
  .map((tag) => `${tag}:not(:defined, [slot=registration])`)
  .join();

function discover(): void {
  // What has not come is asked for again by the next change of the page, which is of no use in Firefox.
  for (const { localName } of document.querySelectorAll(wanted)) parts[localName]?.().catch(() => undefined);
}

document.addEventListener('epos-registration-open', () => {
  parts['epos-registration']?.().catch(() => undefined);
});
new MutationObserver(discover).observe(document, { childList: true, subtree: true });
discover();
