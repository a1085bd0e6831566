import { fixtureEpos, type FixtureEpos } from '@epos-login/testing';
import type { EposState } from '@epos-login/core';
import { aTimeout, fixtureSync, html, waitUntil as holds } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import type { LitElement } from 'lit';
import type { EposElement } from '../base/epos-element.ts';
import { shapeKey } from '../subsystems/place.ts';

// Nobody has been here, whatever the tests before have left.
localStorage.removeItem(shapeKey);

export interface Shown<Element> {
  readonly element: Element;
  readonly epos: FixtureEpos;
}

/** Waits for something, with the patience that a cold start on two cores wants: a test has ten seconds. */
export function waitUntil(
  predicate: () => unknown,
  message?: string,
  options?: { readonly timeout: number },
): Promise<void> {
  // A promise alone would be true of anything.
  return holds(async () => Boolean(await predicate()), message, { timeout: 8000, ...options });
}

/** An element of this tag at this state, drawn. Attributes as in markup. */
export async function show<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  state: EposState,
  attributes: Readonly<Record<string, string>> = {},
): Promise<Shown<HTMLElementTagNameMap[Tag] & EposElement>> {
  const epos = fixtureEpos(state);
  const element = document.createElement(tag) as HTMLElementTagNameMap[Tag] & EposElement;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.epos = epos;
  const parent = fixtureSync<HTMLElement>(html`<div></div>`);
  parent.append(element);
  await element.updateComplete;
  return { element, epos };
}

/** The first match inside the shadow root, or inside what has none, or an error that names it. */
export function find<Found extends HTMLElement = HTMLElement>(host: Element, selector: string): Found {
  const found = (host.shadowRoot ?? host).querySelector<Found>(selector);
  if (!found) throw new Error(`${host.localName} shows no ${selector}`);
  return found;
}

export function all<Found extends HTMLElement = HTMLElement>(host: Element, selector: string): Found[] {
  return [...(host.shadowRoot ?? host).querySelectorAll<Found>(selector)];
}

/** What can be read in the shadow root, white space evened out. */
export function textOf(host: Element): string {
  return (host.shadowRoot ?? host).textContent.replaceAll(/\s+/g, ' ').trim();
}

/** An element inside the shadow root, once it is loaded and drawn. */
export async function drawn<Found extends LitElement = LitElement>(host: Element, selector: string): Promise<Found> {
  await waitUntil(() => host.shadowRoot?.querySelector(`${selector}:defined`), `${selector} is drawn`);
  const found = find(host, selector) as unknown as Found;
  await found.updateComplete;
  await aTimeout(0);
  return found;
}

/** Waits until nothing inside the element has anything left to draw. */
export async function settled(host: Element): Promise<void> {
  await waitUntil(() => !isDrawing(host), `${host.localName} has settled`);
}

/** Whether something inside the element has anything left to draw. */
export function isDrawing(element: Element): boolean {
  const { isUpdatePending = false } = element as Partial<LitElement>;
  return isUpdatePending || [...(element.shadowRoot?.querySelectorAll('*') ?? [])].some(isDrawing);
}

/** Puts the pointer over something and waits until it has taken on its looks. */
export async function hover(target: HTMLElement): Promise<void> {
  const { left, top, width, height } = target.getBoundingClientRect();
  await sendMouse({ type: 'move', position: [Math.round(left + width / 2), Math.round(top + height / 2)] });
  await waitUntil(() => target.matches(':hover'), 'the pointer is over it');
  await Promise.all(target.getAnimations().map(({ finished }) => finished));
}

/** The active element, however deep in shadow roots. */
export function focused(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}
