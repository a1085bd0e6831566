import type { Epos } from '@epos-login/core';
import { fixtureEpos, stateAfter, stateOf } from '@epos-login/testing';
import { expect, fixtureSync, html } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import type { EposElement } from '../base/epos-element.ts';
import { markupOf, tags } from './fixtures.ts';
import { find, settled, show, waitUntil } from './shown.ts';

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

/** Fifty at once. In a function of its own, whose variables hold nothing once it has returned. */
async function mountAndUnmount(tag: string, place: HTMLElement, epos: Epos): Promise<WeakRef<Element>[]> {
  const [markup = ''] = markupOf(tag);
  place.setHTMLUnsafe(markup.repeat(50));
  const mounted = [...place.querySelectorAll<EposElement>(`:scope > ${tag}`)];
  for (const element of mounted) element.epos = epos;
  await Promise.all(mounted.map(({ updateComplete }) => updateComplete));
  place.replaceChildren();
  return mounted.map((element) => new WeakRef(element));
}

/** What takes so long to draw that a thousand would outlast the runner's patience. */
const slow = ['epos-help', 'epos-registration'];

describe('1,000 mounts and unmounts', () => {
  for (const tag of tags) {
    it(`of <${tag}> leave nothing behind`, async function () {
      this.timeout(60_000);
      const epos = fixtureEpos(stateAfter({ type: 'signed-out', reason: 'never' }));
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
      const rounds = slow.includes(tag) ? 2 : 20;
      for (let round = 0; round < rounds; round++) traces.push(...(await mountAndUnmount(tag, place, epos)));
      expect(traces).to.have.length(50 * rounds);
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
