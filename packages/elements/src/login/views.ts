import type { EposState } from '@epos-login/core';
import type { TemplateResult } from 'lit';
import type { Elements } from '../base/define-inside.ts';
import type { Journey } from './journey.ts';

/** What is shown in a state. */
export type View = 'wait' | 'sign-in' | 'role' | 'home' | 'advice' | 'leaving';

const views: Record<EposState['kind'], View> = {
  restoring: 'wait',
  'signed-out': 'sign-in',
  // The choice of provider stays in sight, so nothing jumps while leaving.
  redirecting: 'sign-in',
  'choosing-category': 'role',
  ready: 'home',
  failed: 'advice',
};

/** How a view is drawn that is loaded when it is wanted. */
export interface Part {
  /** The elements that it is drawn with, by tag. */
  readonly elements: Elements;
  /** Nothing while more has to load. */
  render(journey: Journey): TemplateResult | undefined;
}

export const loaders: Partial<Record<View, () => Promise<Part>>> = {
  'sign-in': () => import('./sign-in.ts'),
  role: () => import('./role.ts'),
  home: () => import('./home.ts'),
  advice: () => import('./advice.ts'),
};

export function viewOf(state: EposState): View {
  return state.kind === 'redirecting' && state.to !== 'sign-in' ? 'leaving' : views[state.kind];
}
