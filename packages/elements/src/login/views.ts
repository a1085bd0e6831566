import type { EposState } from '@epos-login/core';

/** What is shown in a state. `redirecting` keeps the choice of provider in sight, so nothing jumps while leaving. */
export type View = 'wait' | 'sign-in' | 'role' | 'home' | 'advice' | 'leaving';

const loaders: Partial<Record<View, () => Promise<unknown>>> = {
  'sign-in': () => import('../define/epos-providers.ts'),
  role: () => import('../define/epos-role-picker.ts'),
  home: () => import('./home.ts'),
  advice: () => import('../define/epos-advice.ts'),
};

export function viewOf(state: EposState): View {
  switch (state.kind) {
    case 'restoring':
      return 'wait';
    case 'signed-out':
      return 'sign-in';
    case 'redirecting':
      return state.to === 'sign-in' ? 'sign-in' : 'leaving';
    case 'choosing-category':
      return 'role';
    case 'ready':
      return 'home';
    case 'failed':
      return 'advice';
  }
}

/** Brings the elements of a view. Without a network nothing comes; the next state or click tries again. */
export function loadView(view: View): void {
  loaders[view]?.().catch(() => undefined);
}
