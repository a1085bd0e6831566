import type { Portal } from '../portal/portal.ts';

/** A portal that knows one person in two roles, and answers whoever asks. For browsers, where nothing of Node is. */
export const openPortal = (): Portal => ({
  origins: [location.origin],
  me: () =>
    Promise.resolve({
      person: { sub: 'p1', name: 'Смирнов Алексей', family_name: 'Смирнов', given_name: 'Алексей' },
      roles: [
        { id: 'r1', category: 'employee', title: 'Учитель' },
        { id: 'r2', category: 'parent', title: 'Родитель' },
      ],
    }),
  subsystems: () => Promise.resolve([]),
});
