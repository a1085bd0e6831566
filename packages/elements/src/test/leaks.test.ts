import { EposError, transition, type Epos, type EposState } from '@epos-login/core';
import { fixtureEpos, stateAfter, stateOf } from '@epos-login/testing';
import { expect, fixtureSync, html } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import type { EposElement } from '../base/epos-element.ts';
import { markupOf, tags } from './fixtures.ts';
import { find, isDrawing, settled, show, waitUntil } from './shown.ts';

/** Counts the listeners that stand on the document and the window. */
function countListeners() {
  const standing = new Set<string>();
  // Weak, lest the count itself holds what it counts.
  const ids = new WeakMap<object, number>();
  let last = 0;
  const targets: readonly EventTarget[] = [document, window];
  for (const [index, target] of targets.entries()) {
    const add = target.addEventListener.bind(target);
    const remove = target.removeEventListener.bind(target);
    const key = (type: string, listener: object | null): string => {
      if (listener && !ids.has(listener)) ids.set(listener, ++last);
      return `${index} ${type} ${listener && ids.get(listener)}`;
    };
    Object.assign(target, {
      addEventListener(...[type, listener, options]: Parameters<typeof add>) {
        standing.add(key(type, listener));
        add(type, listener, options);
      },
      removeEventListener(...[type, listener, options]: Parameters<typeof remove>) {
        standing.delete(key(type, listener));
        remove(type, listener, options);
      },
    });
  }
  return {
    standing,
    stop() {
      for (const target of targets) {
        Reflect.deleteProperty(target, 'addEventListener');
        Reflect.deleteProperty(target, 'removeEventListener');
      }
    },
  };
}

/** An element as somebody meets it. */
interface Meeting {
  readonly state: EposState;
  /** What it shows there: an element that draws nothing has nothing to leave behind. */
  readonly shows: string;
  /** How it stands in the page. Default: as in the fixtures. */
  readonly markup?: string;
  /** A whole journey takes long to draw: a thousand would outlast the runner's patience. Default: 1,000. */
  readonly times?: number;
}

const signedOut = stateAfter({ type: 'signed-out', reason: 'never' });
const failed = stateAfter(
  { type: 'signed-out', reason: 'never' },
  { type: 'fail', error: new EposError('account_mismatch', 'callback') },
);
const ready = stateOf('teacherAndParent', { category: 'parent' });

const meetings: Readonly<Record<string, readonly Meeting[]>> = {
  'epos-login': [
    { state: signedOut, shows: '.button' },
    {
      state: signedOut,
      shows: '[data-provider]',
      markup: '<epos-login layout="button" open></epos-login>',
      times: 200,
    },
    { state: signedOut, shows: '[data-provider]', markup: '<epos-login layout="panel"></epos-login>', times: 200 },
    { state: signedOut, shows: '[data-provider]', markup: '<epos-login layout="page"></epos-login>', times: 200 },
    { state: ready, shows: 'epos-subsystems', markup: '<epos-login layout="page"></epos-login>', times: 200 },
    { state: failed, shows: 'epos-advice', markup: '<epos-login layout="panel"></epos-login>', times: 200 },
  ],
  'epos-login-button': [{ state: signedOut, shows: '.button' }],
  'epos-providers': [{ state: signedOut, shows: '[data-provider]' }],
  'epos-role-picker': [{ state: stateOf('teacherAndParent'), shows: 'input' }],
  'epos-subsystems': [{ state: ready, shows: '.tile .name' }],
  'epos-user-menu': [{ state: ready, shows: 'button' }],
  'epos-advice': [{ state: failed, shows: '[data-action]' }],
  'epos-help': [{ state: signedOut, shows: '.topic' }],
  'epos-app-links': [{ state: signedOut, shows: '[part=store]' }],
  'epos-registration': [{ state: signedOut, shows: 'input[name=email]' }],
  'epos-context': [{ state: transition(ready, { type: 'idle', signOutAt: 1 }), shows: 'epos-idle' }],
};

const atOnce = 50;

/** In a function of its own, whose variables hold nothing once it has returned. */
async function mountAndUnmount(
  tag: string,
  { shows, markup = markupOf(tag)[0] ?? '' }: Meeting,
  place: HTMLElement,
  epos: Epos,
): Promise<WeakRef<Element>[]> {
  place.setHTMLUnsafe(markup.repeat(atOnce));
  const mounted = [...place.querySelectorAll<EposElement>(`:scope > ${tag}`)];
  for (const element of mounted) element.epos = epos;
  const stands = (element: Element) =>
    (element.shadowRoot?.querySelector(shows) ?? element.querySelector(shows)) && !isDrawing(element);
  // The timer of `waitUntil` would hold what it waits for as long as its patience lasts.
  while (!mounted.every(stands)) await new Promise(requestAnimationFrame);
  place.replaceChildren();
  return mounted.map((element) => new WeakRef(element));
}

describe('mounts and unmounts', () => {
  it('are those of every element', () => {
    expect(Object.keys(meetings).sort()).to.deep.equal([...tags].sort());
  });

  for (const [tag, meeting] of Object.entries(meetings).flatMap(([tag, all]) =>
    all.map((one) => [tag, one] as const),
  )) {
    const { state, shows, times = 1000 } = meeting;
    it(`of <${tag}>, ${times} times with ${shows} in it, leave nothing behind`, async function () {
      this.timeout(60_000);
      const epos = fixtureEpos(state);
      let followers = 0;
      const subscribe = epos.subscribe.bind(epos);
      epos.subscribe = (listener) => {
        followers++;
        const end = subscribe(listener);
        return () => {
          followers--;
          end();
        };
      };
      const listeners = countListeners();
      const traces: WeakRef<Element>[] = [];
      const place = fixtureSync<HTMLElement>(html`<div></div>`);
      while (traces.length < times) traces.push(...(await mountAndUnmount(tag, meeting, place, epos)));
      expect(traces).to.have.length(times);
      await waitUntil(() => listeners.standing.size === 0 && followers === 0, 'nothing listens any more').catch(
        () => undefined,
      );
      listeners.stop();
      expect([[...listeners.standing], followers]).to.deep.equal([[], 0]);
      // The browser itself may remember the last one; a leak would hold each.
      await waitUntil(
        async () => {
          await executeServerCommand('collect-garbage');
          return traces.filter((trace) => trace.deref()).length <= 1;
        },
        'the elements are gone',
        { timeout: 10_000 },
      );
    });
  }
});

describe('a framework', () => {
  it('may mount, unmount and mount again before anything is drawn (StrictMode)', async () => {
    const epos = fixtureEpos(stateOf('teacher'));
    const place = fixtureSync<HTMLElement>(html`<div></div>`);
    const element = document.createElement('epos-login');
    element.epos = epos;
    place.append(element);
    element.remove();
    place.append(element);
    await settled(element);
    expect(find(element, '.button').textContent.trim()).to.equal('Мария');
    expect(epos.calls.filter(([call]) => call === 'close')).to.be.empty;
  });

  it('may move an element to another parent, and the state goes on', async () => {
    const { element, epos } = await show('epos-login', stateOf('teacher'));
    const other = fixtureSync<HTMLElement>(html`<section></section>`);
    other.append(element);
    epos.move({ type: 'signed-out', reason: 'never' });
    await settled(element);
    expect(find(element, '.button').textContent.trim()).to.equal('Вход');
  });
});
