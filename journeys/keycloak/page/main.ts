/**
 * The smallest subsystem: two ways in, who is signed in, the way out. The tests do the rest through `window.epos`, as a
 * developer would in the console.
 *
 * @module
 */
import { createEpos, direct, portalApi, type DirectOptions, type EposState } from '@epos-login/core';
import { dpop } from '@epos-login/core/dpop';
import { par } from '@epos-login/core/par';

declare const ISSUER: string;
declare const PORTAL: string;

/** The page stands at addresses of its own: plain, with tokens bound to a key and kept for all tabs, with pushed requests. */
const variants: Readonly<Record<string, Partial<DirectOptions>>> = {
  '/': { clientId: 'epos-page' },
  '/bound/': { clientId: 'epos-page-bound', storage: 'persistent', dpop: dpop({ use: 'require' }) },
  '/pushed/': { clientId: 'epos-page-pushed', par: par() },
};

function createPageEpos() {
  const redirectUri = new URL(location.pathname, location.origin).href;
  return createEpos({
    transport: direct({ issuer: ISSUER, clientId: 'epos-page', redirectUri, ...variants[location.pathname] }),
    portal: portalApi(`${PORTAL}/api`),
  });
}

declare global {
  interface Window {
    epos: ReturnType<typeof createPageEpos>;
  }
}

const epos = createPageEpos();
window.epos = epos;

function say(state: EposState): void {
  const status = document.querySelector('[role=status]');
  if (status) status.textContent = describe(state);
}

function describe(state: EposState): string {
  switch (state.kind) {
    case 'ready':
    case 'choosing-category':
      return state.person.name;
    case 'signed-out':
      return `Вы не вошли: ${state.reason}`;
    case 'failed':
      return `Ошибка: ${state.error.code}`;
    default:
      return state.kind;
  }
}

function button(label: string, act: () => Promise<void>): void {
  const element = Object.assign(document.createElement('button'), { type: 'button', textContent: label });
  element.addEventListener('click', () => {
    // A failure is a state, and the page shows it.
    act().catch(() => undefined);
  });
  document.body.append(element);
}

button('Вход для сотрудников', () => epos.signIn({ provider: 'rsaa' }));
button('Вход через ЕСИА', () => epos.signIn({ provider: 'esia' }));
button('Выход', () => epos.signOut());
epos.subscribe(say);
say(epos.state);
await epos.ready();
