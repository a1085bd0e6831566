import { createDevelopmentIdentity, createEsiaClient } from '@epos-login/gateway/esia';
import { everybody } from '@epos-login/testing/people';
import { certificatesOf, createEsia, type InformationSystem } from './esia/esia.ts';
import { handlerOf } from './listen/app.ts';
import type { Handler } from './listen/listen.ts';
import type { Origins } from './origins.ts';
import { createBroker, type EsiaBroker } from './sso/broker.ts';
import { trueNow } from './world/clock.ts';
import type { World } from './world/world.ts';

/** What a client that goes to ESIA directly has to know of it. */
export interface EsiaForClients {
  /** ESIA's certificates in DER, to check its tokens by. */
  readonly certificates: readonly Uint8Array[];
  /** What ESIA calls itself in its tokens. */
  readonly issuer: string;
  /** Registers a system that goes to ESIA directly, or registers it anew. */
  register(system: InformationSystem): void;
}

/** The fake ESIA and the SSO's way through it. */
export interface EsiaPart extends EsiaForClients {
  readonly handler: Handler;
  readonly broker: EsiaBroker;
  /** The same for the gateway that offers ESIA as an OpenID Provider. */
  readonly gatewayBroker: EsiaBroker;
  systems(): readonly InformationSystem[];
  reset(): void;
}

/** The sandbox's own mnemonics at ESIA: the SSO's and the gateway's. */
const mnemonics = { sso: 'EPOS', esiaGateway: 'EPOS_GATEWAY' } as const;
const scopes = {
  sso: ['openid', 'fullname', 'birthdate', 'snils', 'email', 'mobile'],
  esiaGateway: ['openid', 'fullname', 'birthdate', 'gender', 'snils', 'email', 'mobile'],
} as const;

/** A system of the sandbox itself, and what it signs with. */
interface Own {
  readonly system: InformationSystem;
  readonly redirectUri: string;
  readonly identity: ReturnType<typeof createDevelopmentIdentity>;
}

function createOwn(origins: Origins, part: keyof typeof mnemonics): Own {
  const identity = createDevelopmentIdentity(`${mnemonics[part]} of the sandbox`);
  const redirectUri = `${origins[part]}/esia/callback`;
  const system = {
    mnemonic: mnemonics[part],
    displayName: 'ЭПОС',
    redirectUris: [redirectUri],
    domains: [new URL(origins[part]).host],
    certificates: [identity.certificate],
    scopes: scopes[part],
    // Both algorithms of the technological portal are in use: each client must bear either.
    tokenAlgorithm: part === 'sso' ? ('RS256' as const) : ('GOST3410_2012_256' as const),
  };
  return { system, redirectUri, identity };
}

export function createEsiaPart(
  origins: Origins,
  world: World,
  registered: readonly InformationSystem[] = [],
): EsiaPart {
  const sso = createOwn(origins, 'sso');
  const gateway = createOwn(origins, 'esiaGateway');
  let others = new Map<string, InformationSystem>();
  const register = (system: InformationSystem) => {
    const own: readonly string[] = Object.values(mnemonics);
    // Certificates that cannot be read are refused here, not at the first sign-in.
    certificatesOf(system);
    if (own.includes(system.mnemonic)) throw new RangeError(`The mnemonic ${system.mnemonic} is the sandbox's own.`);
    others.set(system.mnemonic, system);
  };
  const reset = () => {
    others = new Map(registered.map((system) => [system.mnemonic, system]));
  };
  reset();

  const accounts = everybody.flatMap(({ esia }) => (esia ? [esia] : []));
  const server = createEsia({
    origin: origins.esia,
    accounts: () => accounts,
    systems: () => [sso.system, gateway.system, ...others.values()],
    deliver: ({ channel, to, subject = 'Код подтверждения', text }) => {
      world.outbox.send({ channel, to, from: 'Госуслуги', subject, text });
    },
    // ESIA is somebody else's: its clock is right whatever the dials of EPOS show.
    clock: trueNow,
    // It tells of its own outage in its own way; the guard before it knows the rest.
    faults: () => ({ outage: world.faults.of('esia').outage === 'unavailable' }),
  });
  const brokerOf = ({ system, redirectUri, identity }: Own) =>
    createBroker(
      createEsiaClient({
        host: origins.esia,
        clientId: system.mnemonic,
        redirectUri,
        scope: system.scopes,
        signer: identity.signer,
        certificate: identity.certificate,
        certificates: server.certificates,
        issuer: server.issuer,
        timeout: 5000,
        clock: trueNow,
      }),
      `${origins.esia}/public/esia.zip`,
    );

  return {
    handler: handlerOf(server),
    broker: brokerOf(sso),
    gatewayBroker: brokerOf(gateway),
    certificates: server.certificates,
    issuer: server.issuer,
    systems: () => [...others.values()],
    register,
    reset() {
      server.reset();
      reset();
    },
  };
}
