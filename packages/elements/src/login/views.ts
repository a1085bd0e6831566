import type { EposState } from '@epos-login/core';
import type { TemplateResult } from 'lit';
import type { Journey } from './journey.ts';

/** What is shown, by the state that it is shown in: the choice of provider, the role category, the tiles, advice. */
export type View = EposState['kind'];

/** How a view is drawn that is loaded when it is wanted. */
export interface Part {
  /** What has to be done before the first drawing: elements to define, sheets to adopt. */
  prepare(journey: Journey): Promise<void> | void;
  /** Nothing while more has to load. */
  render(journey: Journey): TemplateResult | undefined;
  /** The name in the masthead of a page. */
  renderName?(journey: Journey): TemplateResult;
  /** What the live region says. */
  heard?(journey: Journey): string;
}

export const loaders: Partial<Record<View, () => Promise<Part>>> = {
  'signed-out': () => import('./sign-in.ts'),
  'choosing-category': () => import('./role.ts'),
  ready: () => import('./home.ts'),
  failed: () => import('./advice.ts'),
};

/** Brings what has to do with the person. What has not come is asked for by the next state, to no use in Firefox. */
export async function loadUser(journey: Journey): Promise<void> {
  const user = await import('./user.ts').catch(() => undefined);
  await user?.prepare(journey);
}
