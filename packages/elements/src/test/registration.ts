import '../define/epos-registration.ts';
import { fixtureSync, html } from '@open-wc/testing';
import { setupWorker } from 'msw/browser';
import { portalHandlers, type PortalHandlersOptions } from '@epos-login/testing/msw';
import { http } from 'msw';
import type { EposRegistration } from '../registration/registration.ts';
import { waitUntil } from './shown.ts';

/** What a form needs to be sent. */
export const settings = { portal: '/api', 'consent-version': '2026-09', policy: '/policy' };

/** The answers of the portal, at the edge of the network. */
export const portal = setupWorker();

/** Waits as long as a busy machine may take to load what is wanted for the first time. */
export function until(condition: () => unknown, what?: string): Promise<void> {
  return waitUntil(condition, what, { timeout: 8000 });
}

/** What was sent to the portal. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly query: string | null;
  readonly key: string | null;
  readonly body: Record<string, string> | undefined;
}

/** Lets the portal answer so, and notes what it is asked. */
export function answer(options: PortalHandlersOptions = {}): Sent[] {
  const sent: Sent[] = [];
  const note = async ({ request }: { request: Request }): Promise<undefined> => {
    const { pathname, searchParams } = new URL(request.url);
    const text = await request.clone().text();
    sent.push({
      method: request.method,
      path: pathname,
      query: searchParams.get('query'),
      key: request.headers.get('idempotency-key'),
      body: text ? (JSON.parse(text) as Record<string, string>) : undefined,
    });
  };
  portal.resetHandlers(http.all('*/api/*', note), ...portalHandlers({ url: '*/api', ...options }));
  return sent;
}

/** For a `describe`: the portal answers each test anew, and none finds what the one before has typed. */
export function atPortal(): void {
  before(async () => {
    await portal.start({ quiet: true, onUnhandledFrame: 'bypass' });
  });
  after(() => portal.stop());
  beforeEach(() => {
    answer();
  });
  afterEach(() => {
    document.querySelectorAll<HTMLElement>('epos-registration [type=reset]').forEach((button) => {
      button.click();
    });
  });
}

/** A form with these attributes, drawn. */
export async function showForm(attributes: Readonly<Record<string, string>> = {}): Promise<EposRegistration> {
  const element = document.createElement('epos-registration');
  for (const [name, value] of Object.entries({ ...settings, ...attributes })) element.setAttribute(name, value);
  fixtureSync<HTMLElement>(html`<div></div>`).append(element);
  await drawnForm(element);
  return element;
}

export async function drawnForm(element: Element): Promise<void> {
  await until(() => element.querySelector('.epos-heading'), 'the form is drawn');
}

/** The field of this name in the page's own tree. */
export function field(element: Element, name: string): HTMLInputElement {
  const found = element.querySelector<HTMLInputElement>(`input[name=${name}]`);
  if (!found) throw new Error(`no field ${name}`);
  return found;
}

/** Types as a person does, as far as events tell. */
export function type(element: Element, name: string, value: string): void {
  const control = field(element, name);
  control.value = value;
  control.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

export const person = {
  family_name: 'Тестова',
  // No letter twice in a row: WebKit's driver types it once.
  given_name: 'Алина',
  middle_name: 'Ивановна',
  email: 'testova@mail.example',
  position: 'Учитель музыки',
};

/** Fills in all but the organization. */
export function fillIn(element: Element): void {
  for (const [name, value] of Object.entries(person)) type(element, name, value);
  field(element, 'consent').checked = true;
}

export function options(element: Element): HTMLElement[] {
  return [...element.querySelectorAll<HTMLElement>('[role=option]')];
}

/** Searches and waits for the list. */
export async function find(element: Element, query: string): Promise<HTMLElement[]> {
  field(element, 'organization').focus();
  type(element, 'organization', query);
  await until(() => field(element, 'organization').getAttribute('aria-expanded') === 'true', 'the list stands open');
  return options(element);
}

/** Searches and chooses the first organization. */
export async function choose(element: Element, query = 'библиотека'): Promise<void> {
  const [first] = await find(element, query);
  first!.click();
  await until(() => field(element, 'organization').getAttribute('aria-expanded') === 'false', 'it is chosen');
}

export function submit(element: Element): void {
  element.querySelector<HTMLElement>('[type=submit]')!.click();
}

/** What can be read in the form, white space evened out. */
export function wordsOf(element: Element | null, selector = '.epos-root'): string {
  return (element?.querySelector(selector)?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
}

export function sent(element: Element): Promise<void> {
  return until(() => wordsOf(element, '.epos-heading') === 'Данные отправлены', 'it was sent');
}
