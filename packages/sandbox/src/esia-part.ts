import { createDevelopmentIdentity, createEsiaClient } from '@epos-login/gateway/esia';
import { everybody } from '@epos-login/testing/people';
import { createEsia, type InformationSystem } from './esia/esia.ts';
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
  systems(): readonly InformationSystem[];
  reset(): void;
}

/** The SSO's own mnemonic at ESIA. */
const mnemonic = 'EPOS';
const scope = ['openid', 'fullname', 'birthdate', 'snils', 'email', 'mobile'];

export function createEsiaPart(
  origins: Origins,
  world: World,
  registered: readonly InformationSystem[] = [],
): EsiaPart {
  const identity = createDevelopmentIdentity('EPOS SSO of the sandbox');
  const redirectUri = `${origins.sso}/esia/callback`;
  const sso: InformationSystem = {
    mnemonic,
    displayName: 'ЭПОС',
    redirectUris: [redirectUri],
    domains: [new URL(origins.sso).host],
    certificateHashes: [identity.certificateHash],
    scopes: scope,
  };
  let others = new Map<string, InformationSystem>();
  const register = (system: InformationSystem) => {
    if (system.mnemonic === mnemonic) throw new RangeError(`The mnemonic ${mnemonic} is the SSO's own.`);
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
    systems: () => [sso, ...others.values()],
    deliver: ({ channel, to, subject = 'Код подтверждения', text }) => {
      world.outbox.send({ channel, to, from: 'Госуслуги', subject, text });
    },
    // ESIA is somebody else's: its clock is right whatever the dials of EPOS show.
    clock: trueNow,
    // It tells of its own outage in its own way; the guard before it knows the rest.
    faults: () => ({ outage: world.faults.of('esia').outage === 'unavailable' }),
  });
  const client = createEsiaClient({
    host: origins.esia,
    clientId: mnemonic,
    redirectUri,
    scope,
    signer: identity.signer,
    certificateHash: identity.certificateHash,
    certificates: server.certificates,
    issuer: server.issuer,
    timeout: 5000,
    clock: trueNow,
  });

  return {
    handler: handlerOf(server),
    broker: createBroker(client, `${origins.esia}/public/RSA_SANDBOX.cer`),
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
