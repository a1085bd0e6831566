import { oneEvent } from '@open-wc/testing';

/** A page of nothing but scripts, under the strictest policy: see `scripts/test/strict-page.ts`. */
export interface StrictPage extends Window {
  readonly faults: string[];
  readonly warnings: string[];
}

/** Opens a page that loads these bundles, under the policy of one copy of the elements or two. */
export async function openStrict(policy: 'one' | 'two', ...bundles: readonly string[]): Promise<StrictPage> {
  const frame = document.createElement('iframe');
  const scripts = bundles.map((bundle) => `/bundles/${bundle}/epos-login.js`).join();
  frame.src = `/strict-page/${policy}?${new URLSearchParams({ scripts })}`;
  document.body.append(frame);
  await oneEvent(frame, 'load');
  return frame.contentWindow as unknown as StrictPage;
}

/** Puts `<epos-login>` into a page whose gateway knows nobody. */
export function loginOverGateway(page: StrictPage, layout: string): HTMLElementTagNameMap['epos-login'] {
  Object.assign(page, { fetch: () => Promise.resolve(Response.json({ session: null, reason: 'never' })) });
  const login = page.document.createElement('epos-login');
  for (const [name, value] of Object.entries({ layout, gateway: '/auth', portal: '/api' })) {
    login.setAttribute(name, value);
  }
  page.document.body.append(login);
  return login;
}
