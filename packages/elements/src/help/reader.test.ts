import '../define/epos-help.ts';
import { meOf, people, stateAfter } from '@epos-login/testing';
import { expect } from '@open-wc/testing';
import { all, find, settled, show, waitUntil, type Shown } from '../test/shown.ts';
import type { EposHelp } from './help.ts';

/** Instructions that stand there, and nobody knows yet who reads them. */
async function reading(): Promise<Shown<EposHelp>> {
  const shown = await show('epos-help', stateAfter({ type: 'signed-out', reason: 'never' }));
  await waitUntil(() => all(shown.element, '.topic').length, 'the texts are here');
  return shown;
}

const selected = (element: EposHelp): string | undefined =>
  find(element, '[role=tab][aria-selected=true]').id.replace('tab-', '');

const openTopics = (element: EposHelp): (string | undefined)[] =>
  all(element, '.topic.open').map(({ dataset }) => dataset.topic);

/** The session of a parent is confirmed, or somebody signs in in another tab. */
async function signInAsParent({ element, epos }: Shown<EposHelp>): Promise<void> {
  epos.move({ type: 'signed-in', ...meOf(people.parent) });
  await settled(element);
}

describe('<epos-help>, while somebody reads', () => {
  it('becomes that of who is signed in, as long as nobody has touched it', async () => {
    const shown = await reading();
    await signInAsParent(shown);
    expect(selected(shown.element)).to.equal('parent');
  });

  const touches: readonly (readonly [string, (element: EposHelp) => void, readonly string[]])[] = [
    [
      'an instruction was opened',
      // By `click()` alone: Safari gives a button that is pressed no focus.
      (element) => {
        find(element, '[data-topic=failure] .toggle').click();
      },
      ['rsaa', 'failure'],
    ],
    [
      'something in it was focused',
      (element) => {
        find(element, '[data-topic=rsaa] .toggle').focus();
      },
      ['rsaa'],
    ],
    [
      'its heading took the focus',
      (element) => {
        find(element, '.heading').focus();
      },
      ['rsaa'],
    ],
    [
      'the tab that was shown anyway was chosen',
      (element) => {
        find(element, '#tab-employee').click();
      },
      ['rsaa'],
    ],
  ];
  for (const [what, touch, open] of touches) {
    it(`stays as it is once ${what}`, async () => {
      const shown = await reading();
      const { element } = shown;
      touch(element);
      await settled(element);
      await signInAsParent(shown);
      expect(selected(element)).to.equal('employee');
      expect(openTopics(element)).to.deep.equal(open);
    });
  }
});
