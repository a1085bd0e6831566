import { createEpos, portalApi, type Epos } from '@epos-login/core';
import { fixtureTransport, subsystemsOf, type PersonKey } from '@epos-login/testing';
import { portalHandlers, type PortalHandlersOptions } from '@epos-login/testing/msw';
import type { RequestHandler } from 'msw';
import { hostileSubsystems } from './hostile.ts';

/** What a story's portal is like, beyond what a state can show: the real portal client meets these over the network. */
const kinds = {
  slow: { person: 'parent', faults: { subsystems: { kind: 'slow', delay: 2500 } } },
  silent: { person: 'parent', faults: { subsystems: { kind: 'slow', delay: 'infinite' } } },
  unavailable: { person: 'parent', faults: { subsystems: { kind: 'problem', code: 'unavailable', retryAfter: 60 } } },
  broken: { person: 'parent', faults: { subsystems: { kind: 'answer', body: '<!doctype html><title>502</title>' } } },
  down: { person: 'parent', faults: { me: { kind: 'network' }, subsystems: { kind: 'network' } } },
  hostile: { person: 'parent', subsystems: [...hostileSubsystems, ...subsystemsOf('parent').slice(0, 2)] },
} as const satisfies Record<string, PortalHandlersOptions & { person: PersonKey }>;

export type PortalKind = keyof typeof kinds;

/** The handlers of all stories' portals, each at an address of its own. */
export const portals: readonly RequestHandler[] = Object.entries(kinds).flatMap(([kind, options]) =>
  portalHandlers({ url: `*/portals/${kind}`, ...options }),
);

/** An `Epos` whose session stands and whose portal is of this kind. */
export function eposOver(kind: PortalKind): Epos {
  const session = fixtureTransport({ person: kinds[kind].person, restored: { kind: 'session', interactive: false } });
  return createEpos({ transport: session, portal: portalApi(`${location.origin}/portals/${kind}`) });
}
