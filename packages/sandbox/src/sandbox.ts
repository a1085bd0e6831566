import type { LaunchAddress } from '@epos-login/testing/people';
import { createContingent } from './contingent/contingent.ts';
import { createControl, type SandboxControl } from './control/control.ts';
import { createControlPages } from './control/pages.ts';
import { createEsiaPart, type EsiaForClients } from './esia-part.ts';
import type { InformationSystem } from './esia/esia.ts';
import { createEsiaGateway } from './esia-gateway/esia-gateway.ts';
import { createForeign } from './foreign/foreign.ts';
import { guard } from './listen/guard.ts';
import { listen, type Handler, type Place } from './listen/listen.ts';
import { createMail } from './mail/mail.ts';
import { hostOf, parts, type Origins, type Part } from './origins.ts';
import type { TrustedIssuer } from './portal/access.ts';
import { createPortal } from './portal/portal.ts';
import { createRsaa } from './rsaa/rsaa.ts';
import { createClients, type SandboxClient } from './sso/clients.ts';
import { outOfOrderPage } from './pages/out-of-order.ts';
import { createSso } from './sso/sso.ts';
import { createStart, type DemoPage } from './start/start.ts';
import type { Fault } from './world/faults.ts';
import { createWorld } from './world/world.ts';

/** Where the sandbox stands and what stands around it. */
export interface SandboxOptions {
  /** The first of ten ports, 4700 by default; 0 takes any free ones. */
  readonly port?: number;
  /** Where subsystems open, by identifier; the others open a page of the sandbox that names them. */
  readonly launch?: Readonly<Record<string, string | LaunchAddress>>;
  /** Pages that try the sign-in out, for the start page. */
  readonly demo?: readonly DemoPage[];
  /** Where clients take back-channel logouts, by client identifier. */
  readonly backchannelLogout?: Readonly<Record<string, string>>;
  /** Systems that go to ESIA directly, past the SSO. */
  readonly esiaSystems?: readonly InformationSystem[];
  /** SSOs and gateways of one's own whose access tokens the portal takes too; `sub` names a person of Контингент. */
  readonly trustedIssuers?: readonly TrustedIssuer[];
  /** Prints nothing. */
  readonly quiet?: boolean;
}

/** A sandbox that runs. */
export interface Sandbox {
  /** The start page. */
  readonly url: string;
  readonly origins: Origins;
  /** The address of the portal's API, for `portalApi(url)`: it is also the audience of access tokens. */
  readonly portalUrl: string;
  /** The SSO's clients, with their secrets and keys. */
  readonly clients: readonly SandboxClient[];
  /** For clients that go to ESIA directly. */
  readonly esia: EsiaForClients;
  /** What the control page does, for tests. */
  readonly control: SandboxControl;
  /** Stops it and frees its ports. */
  close(): Promise<void>;
}

/** Starts a whole EPOS on this machine. */
export async function startSandbox({
  port = 4700,
  launch = {},
  demo = [],
  backchannelLogout = {},
  esiaSystems = [],
  trustedIssuers = [],
  quiet = false,
}: SandboxOptions = {}): Promise<Sandbox> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535 - parts.length) {
    throw new RangeError(`The base port is between 0 and ${65_535 - parts.length}, not ${port}.`);
  }
  const places = await openPlaces(port);
  const close = async () => {
    await Promise.all(Object.values(places).map((place) => place.close()));
  };
  try {
    const origins = Object.fromEntries(parts.map((part) => [part, places[part].origin])) as Origins;
    const world = createWorld();
    const portalUrl = `${origins.portal}/api`;
    const clients = await createClients(backchannelLogout);
    const esia = createEsiaPart(origins, world, esiaSystems);
    const sso = await createSso(origins, world, clients, portalUrl, esia.broker);
    const control = createControl({ world, sso, clients, esia });

    const now = () => world.clock.now();
    const broken = outOfOrderPage(origins);
    const place = (part: Part, handler: Handler) => {
      places[part].handler = handler;
    };
    place('start', guard(createStart({ origins, demo, clients }), {}));
    place('sso', guard(sso.handler, { fault: () => world.faults.of('sso'), now, outOfOrder: broken('SSO') }));
    place(
      'rsaa',
      guard(createRsaa(origins, world), { fault: () => world.faults.of('rsaa'), outOfOrder: broken('РСАА') }),
    );
    place(
      'portal',
      createPortal({
        origins,
        world,
        audience: portalUrl,
        jwks: sso.jwks,
        trusted: trustedIssuers,
        launch: launchOf(launch, origins),
      }),
    );
    place('contingent', guard(createContingent(origins, world), {}));
    place('mail', guard(createMail(origins, world), {}));
    place('control', guard(createControlPages({ origins, world, control, clients, esia }), {}));
    place(
      'esia',
      guard(esia.handler, { fault: () => withoutOwn(world.faults.of('esia')), outOfOrder: broken('ЕСИА') }),
    );
    place('foreign', guard(createForeign(origins), {}));
    place('esiaGateway', guard(await createEsiaGateway(origins, world, esia.gatewayBroker), {}));

    if (!quiet) console.log(`Песочница ЭПОС: ${origins.start}`);
    return { url: origins.start, origins, portalUrl, clients: clients.list, esia, control, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Opens all ports or none. */
async function openPlaces(base: number): Promise<Record<Part, Place>> {
  const opened: [Part, Place][] = [];
  try {
    for (const [index, part] of parts.entries()) {
      opened.push([part, await listen(part, hostOf(part), base === 0 ? 0 : base + index)]);
    }
  } catch (error) {
    await Promise.all(opened.map(([, place]) => place.close()));
    throw error;
  }
  return Object.fromEntries(opened) as Record<Part, Place>;
}

function launchOf(launch: NonNullable<SandboxOptions['launch']>, origins: Origins): (id: string) => LaunchAddress {
  return (id) => {
    const address = launch[id];
    if (address === undefined) return { url: `${origins.start}/subsystem/${id}` };
    return typeof address === 'string' ? { url: address } : address;
  };
}

/** ESIA itself answers when it is out of order: it leads the browser back with ESIA-007008. */
function withoutOwn({ outage, ...rest }: Fault): Fault {
  return { ...rest, outage: outage === 'unavailable' ? 'none' : outage };
}
