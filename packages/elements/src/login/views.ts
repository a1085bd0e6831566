import type { EposState } from '@epos-login/core';

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

const loaders: Partial<Record<View, () => Promise<unknown>>> = {
  role: () => import('./role.ts'),
  home: () => import('./home.ts'),
  advice: () => import('./advice.ts'),
};

export function viewOf(state: EposState): View {
  return state.kind === 'redirecting' && state.to !== 'sign-in' ? 'leaving' : views[state.kind];
}

/** Brings the elements of a view. Without a network nothing comes; the next state or click tries again. */
export function loadView(view: View): void {
  loaders[view]?.().catch(() => undefined);
}
