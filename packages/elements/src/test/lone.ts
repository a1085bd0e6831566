/**
 * What a page loads that shows the elements alone, for tests that put it into a frame of its own: there no element is
 * defined before.
 *
 * @module
 */
import '../index.ts';
import { fixtureEpos, meOf, people, stateAfter, subsystemsOf } from '@epos-login/testing';
import { settled } from './shown.ts';

/** How a restore may end for whoever sees the elements. */
export const endings = ['nobody is signed in', 'somebody is signed in'] as const;

/** The session is looked for, and then known; the tiles come last. */
async function restore(ending: (typeof endings)[number]): Promise<void> {
  const context = document.querySelector('epos-context')!;
  const epos = fixtureEpos(stateAfter());
  context.epos = epos;
  await steady();
  if (ending === 'nobody is signed in') epos.move({ type: 'signed-out', reason: 'never' });
  else {
    const me = meOf(people.parent);
    epos.move({ type: 'signed-in', ...me, category: me.roles[0]!.category });
    await steady();
    epos.move({ type: 'subsystems', subsystems: { kind: 'ready', items: subsystemsOf(people.parent) } });
  }
  await steady();
}

/** Everything is drawn, and painted so: a shift is told of after the frame in which it was painted. */
async function steady(): Promise<void> {
  for (const element of document.querySelectorAll('epos-context > div > *')) await settled(element);
  for (let count = 0; count < 3; count++) await new Promise((resolve) => requestAnimationFrame(resolve));
}

Object.assign(window, { restore, steady });
