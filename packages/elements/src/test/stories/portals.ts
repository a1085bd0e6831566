import { createEpos, portalApi, type Epos } from '@epos-login/core';
import { fixtureTransport, subsystemsOf, type PersonKey } from '@epos-login/testing';
import { portalHandlers, type PortalHandlersOptions } from '@epos-login/testing/msw';
import { organizations } from '@epos-login/testing';
import { http, HttpResponse, type RequestHandler } from 'msw';
import { hostileOrganizations, hostileSubsystems } from './hostile.ts';

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

/** What the anonymous half of a story's portal is like: it is asked for organizations and takes registrations. */
const offices = {
  prompt: {},
  silent: { faults: { organizations: { kind: 'slow', delay: 'infinite' } } },
  limited: { faults: { registrations: { kind: 'problem', code: 'rate_limited', retryAfter: 60 } } },
  many: {},
  hostile: {},
} as const satisfies Record<string, PortalHandlersOptions>;

export type OfficeKind = keyof typeof offices;

/** More organizations than any page of them holds. */
const schools = Array.from({ length: 60 }, (_, index) => ({
  id: `org-${index}`,
  name: `Муниципальное автономное общеобразовательное учреждение «Средняя общеобразовательная школа № ${index + 1}»`,
  inn: '5900000122',
  kpp: '590001001',
  territory: 'Пермь',
}));

/** Organizations that the search finds whatever is asked for, page by page. */
function finds(office: OfficeKind, all: readonly unknown[]): RequestHandler {
  return http.get(`*/portals/office-${office}/v1/organizations`, ({ request }) => {
    const { searchParams } = new URL(request.url);
    const next = Number(searchParams.get('cursor') ?? 0) + Number(searchParams.get('limit'));
    const found = all.slice(Number(searchParams.get('cursor') ?? 0), next);
    return HttpResponse.json({ organizations: found, ...(next < all.length ? { next_cursor: String(next) } : {}) });
  });
}

/** The handlers of all stories' portals, each at an address of its own. */
export const portals: readonly RequestHandler[] = [
  ...Object.entries(kinds).flatMap(([kind, options]) => portalHandlers({ url: `*/portals/${kind}`, ...options })),
  finds('many', schools),
  finds('hostile', [...hostileOrganizations, ...organizations]),
  ...Object.entries(offices).flatMap(([kind, options]) =>
    portalHandlers({ url: `*/portals/office-${kind}`, ...options }),
  ),
];

/** An `Epos` whose session stands and whose portal is of this kind. */
export function eposOver(kind: PortalKind): Epos {
  const session = fixtureTransport({ person: kinds[kind].person, restored: { kind: 'session', interactive: false } });
  return createEpos({ transport: session, portal: portalApi(`${location.origin}/portals/${kind}`) });
}
