import '../define/epos-login.ts';
import { EposError, type EposState } from '@epos-login/core';
import { stateAfter, stateOf } from '@epos-login/testing';
import { show, waitUntil } from './shown.ts';

export const signedOut = stateAfter({ type: 'signed-out', reason: 'never' });
export const failed = stateAfter(
  { type: 'signed-out', reason: 'never' },
  { type: 'fail', error: new EposError('account_mismatch', 'callback') },
);

/** What each state shows in the layouts without a button. */
export const views: readonly (readonly [string, EposState, string])[] = [
  ['signed-out', signedOut, '.root'],
  ['redirecting', stateAfter({ type: 'redirect', to: 'sign-in', provider: 'esia' }), '.root'],
  ['choosing-category', stateOf('teacherAndParent'), 'epos-role-picker'],
  ['ready', stateOf('teacher'), 'epos-subsystems'],
  ['failed', failed, 'epos-advice'],
];

/** `<epos-login>` with its panel open. */
export async function showOpen(state: EposState, attributes: Record<string, string> = {}) {
  const shown = await show('epos-login', state, attributes);
  shown.element.open = true;
  await waitUntil(() => shown.element.shadowRoot?.querySelector('dialog')?.open, 'the panel stands open');
  return shown;
}
