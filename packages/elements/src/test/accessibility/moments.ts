import '../../index.ts';
import { EposError, type EposState } from '@epos-login/core';
import { stateAfter, stateOf, type FixtureEpos } from '@epos-login/testing';

import { choose, fillIn, sent, showForm, submit } from '../registration.ts';
import { find, settled, show, waitUntil } from '../shown.ts';
import { busyPerson } from '../stories/journeys.ts';
import { everything } from './tree.ts';

export interface Moment {
  readonly element: HTMLElement;
  /** What the element shows; the registration form has none. */
  readonly epos?: FixtureEpos;
}

const signedOut = stateAfter({ type: 'signed-out', reason: 'never' });
const leaving = stateAfter({ type: 'redirect', to: 'sign-in', provider: 'esia' });
const failed = stateAfter(
  { type: 'signed-out', reason: 'never' },
  { type: 'fail', error: new EposError('account_mismatch', 'callback') },
);
const choosing = stateOf(busyPerson);
const employee = stateOf('head', { category: 'employee' });

const stores = {
  'app-store': 'https://apps.apple.com/',
  'google-play': 'https://play.google.com/',
  'app-gallery': 'https://appgallery.huawei.com/',
  'nash-store': 'https://nashstore.ru/',
  rustore: 'https://www.rustore.ru/',
};

/** Modules come slowly to a browser that has just begun. */
const patient = { timeout: 5000 };

/** Everything that is on its way has come, and so has what is named. */
async function stands(shown: Moment, awaited = '*'): Promise<Moment> {
  const { element } = shown;
  const isHere = () => everything(element).some((one) => one !== element && one.matches(awaited));
  await waitUntil(() => !isLoading(element) && isHere(), `${element.localName} has loaded`, patient);
  await settled(element);
  return shown;
}

function isLoading(element: Element): boolean {
  return everything(element).some(
    (one) => one.matches('.wait, :not(:defined)') || one.shadowRoot?.childElementCount === 0,
  );
}

function element(tag: Parameters<typeof show>[0], state: EposState, attributes: Record<string, string> = {}) {
  return async (): Promise<Moment> => stands(await show(tag, state, attributes));
}

/** With the search, the stars and the statuses, which come a moment after the tiles. */
function tiles(state: EposState, attributes: Record<string, string> = {}) {
  return async (): Promise<Moment> => stands(await show('epos-subsystems', state, attributes), 'input, .empty');
}

/** The element at each of the moments that a person meets. */
export const moments: Readonly<Record<string, () => Promise<Moment>>> = {
  'the button': element('epos-login', signedOut),
  'the button of somebody signed in': element('epos-login', stateOf('teacher')),
  'the button: leaving': element('epos-login', leaving),
  'the open panel': async () => {
    const shown = await show('epos-login', signedOut);
    shown.element.open = true;
    return stands(shown, '.root');
  },
  'the panel: leaving': element('epos-login', leaving, { layout: 'panel' }),
  'the panel: advice': element('epos-login', failed, { layout: 'panel' }),
  'the page: sign-in': element('epos-login', signedOut, { layout: 'page' }),
  'the page: role category': element('epos-login', choosing, { layout: 'page' }),
  'the page: subsystems': async () => stands(await show('epos-login', employee, { layout: 'page' }), '.star'),
  '<epos-login-button>': element('epos-login-button', signedOut),
  '<epos-providers>': element('epos-providers', signedOut),
  '<epos-role-picker>': element('epos-role-picker', choosing),
  '<epos-subsystems>': tiles(stateOf('parent')),
  '<epos-subsystems>, a list': tiles(employee, { view: 'list' }),
  '<epos-subsystems>, failed': tiles(stateOf('parent', { subsystems: 'failed' })),
  '<epos-subsystems>, loading': element('epos-subsystems', stateOf('parent', { subsystems: 'loading' })),
  '<epos-user-menu>': element('epos-user-menu', choosing),
  '<epos-user-menu>, in line': element('epos-user-menu', stateOf(busyPerson, { category: 'parent' }), { inline: '' }),
  '<epos-advice>': element('epos-advice', failed),
  '<epos-advice> to an employee': element('epos-advice', failed, { category: 'employee' }),
  '<epos-help>': async () => {
    const shown = await show('epos-help', signedOut, { 'support-page': 'https://portal.example/support' });
    await stands(shown, '.topic');
    find(shown.element, '#tab-student').click();
    await shown.element.updateComplete;
    for (const toggle of shown.element.shadowRoot!.querySelectorAll<HTMLElement>('.toggle[aria-expanded=false]'))
      toggle.click();
    return stands(shown);
  },
  '<epos-app-links>': element('epos-app-links', signedOut, stores),
  '<epos-registration>': async () => ({ element: await showForm() }),
  '<epos-registration> with errors': async () => {
    const form = await showForm();
    submit(form);
    await waitUntil(() => form.querySelector('.epos-summary'), 'the errors are summed up');
    return { element: form };
  },
  '<epos-registration>, sent': async () => {
    const form = await showForm();
    fillIn(form);
    await choose(form);
    submit(form);
    await sent(form);
    return { element: form };
  },
};
