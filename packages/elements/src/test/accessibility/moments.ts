import '../../index.ts';
import { EposError, transition, type EposState } from '@epos-login/core';
import { stateAfter, stateOf, type FixtureEpos } from '@epos-login/testing';
import { setViewport } from '@web/test-runner-commands';
import { notesWith, search, showWith } from '../listed.ts';
import { choose, drawnForm, fillIn, sent, settings, showForm, submit } from '../registration.ts';
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
const untouched = transition(stateOf('parent'), { type: 'idle', signOutAt: 1 });

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

/** With a form to register by, offered beside the choice. */
async function offering(): Promise<Moment> {
  const shown = await show('epos-login', signedOut, { layout: 'panel' });
  const form = document.createElement('epos-registration');
  form.slot = 'registration';
  for (const [name, value] of Object.entries(settings)) form.setAttribute(name, value);
  shown.element.append(form);
  shown.element.requestUpdate();
  return stands(shown, '.offer button');
}

/** At a wish for one subsystem, in the page's address. */
async function linkedTo(id: string): Promise<Moment> {
  const { href } = location;
  const wished = new URL(href);
  wished.searchParams.set('system', id);
  history.replaceState(null, '', wished);
  const shown = await show('epos-subsystems', employee, { 'deep-link': '' });
  return stands(shown, '.note').finally(() => {
    history.replaceState(null, '', href);
  });
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
  'the open panel over a telephone’s page': async () => {
    // As wide as such a page is at the most.
    if (innerWidth > 640) await setViewport({ width: 640, height: 800 });
    const shown = await show('epos-login', signedOut);
    shown.element.open = true;
    return stands(shown, 'dialog:modal .root');
  },
  'the panel: leaving': element('epos-login', leaving, { layout: 'panel' }),
  'the panel: advice': element('epos-login', failed, { layout: 'panel' }),
  'the page: sign-in': element('epos-login', signedOut, { layout: 'page' }),
  'the page: role category': element('epos-login', choosing, { layout: 'page' }),
  'the page: subsystems': async () => stands(await show('epos-login', employee, { layout: 'page' }), '.star'),
  'the page: the warning of a shared computer': async () =>
    stands(await stands(await show('epos-login', untouched, { layout: 'page' }), '.star'), '.idle'),
  'the panel: registration offered': offering,
  'the panel: registration': async () => {
    const shown = await offering();
    find(shown.element, '.offer button').click();
    await drawnForm(shown.element);
    return stands(shown, 'form');
  },
  '<epos-context>: the warning of a shared computer': async () =>
    stands(await show('epos-context', untouched), '.idle'),
  '<epos-login-button>': element('epos-login-button', signedOut),
  '<epos-providers>': element('epos-providers', signedOut),
  '<epos-role-picker>': element('epos-role-picker', choosing),
  '<epos-role-picker>, nothing marked': async () => {
    const shown = await show('epos-role-picker', choosing);
    find(shown.element, '[type=submit]').click();
    return stands(shown, '.missing svg');
  },
  '<epos-subsystems>': tiles(stateOf('parent')),
  '<epos-subsystems>, a list': tiles(employee, { view: 'list' }),
  '<epos-subsystems>, failed': tiles(stateOf('parent', { subsystems: 'failed' })),
  '<epos-subsystems>, loading': element('epos-subsystems', stateOf('parent', { subsystems: 'loading' })),
  '<epos-subsystems>, favourites and recents': async () => {
    const notes = notesWith({ favourites: ['reports', 'exams'], recents: ['journal', 'contingent', 'library'] });
    return stands(await showWith({ notes }), '.star');
  },
  '<epos-subsystems>, found': async () => {
    const shown = await showWith({});
    await search(shown.element, ';ehyfk');
    return stands(shown, '.all.off');
  },
  '<epos-subsystems>, none found': async () => {
    const shown = await showWith({});
    await search(shown.element, 'ъъъ');
    return stands(shown, '.empty');
  },
  '<epos-subsystems>, the one of a link': () => linkedTo('exams'),
  '<epos-subsystems>, a link to none': () => linkedTo('nowhere'),
  '<epos-user-menu>': element('epos-user-menu', choosing),
  '<epos-user-menu>, open': async () => {
    const shown = await show('epos-user-menu', stateOf(busyPerson, { category: 'parent' }));
    find(shown.element, 'button').click();
    return stands(shown, '.menu:not([hidden])');
  },
  '<epos-user-menu>, in line': element('epos-user-menu', stateOf(busyPerson, { category: 'parent' }), { inline: '' }),
  '<epos-advice>': element('epos-advice', failed),
  '<epos-advice> to an employee': element('epos-advice', failed, { category: 'employee' }),
  '<epos-advice>, to be copied by hand': async () => {
    const shown = await show('epos-advice', failed, { category: 'employee' });
    const denied = { writeText: () => Promise.reject(new Error('denied')) };
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: denied });
    await waitUntil(() => shown.element.shadowRoot?.querySelector('.actions'), 'the advice stands');
    find(shown.element, '.actions .plain').click();
    return stands(shown, 'textarea').finally(() => Reflect.deleteProperty(navigator, 'clipboard'));
  },
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
