import type { EsiaPart } from '../esia-part.ts';
import type { InformationSystem } from '../esia/esia.ts';
import type { Clients } from '../sso/clients.ts';
import type { Sso } from '../sso/sso.ts';
import type { Fault, FaultyPart } from '../world/faults.ts';
import type { Letter } from '../world/outbox.ts';
import type { Mending, PendingChange } from '../world/register.ts';
import type { World } from '../world/world.ts';

/** Everything the control page does, for tests to call. */
export interface SandboxControl {
  /** Контингент's calendar: moves "tomorrow", never tokens. */
  readonly calendar: {
    /** Today there: `2026-09-01`. */
    today(): string;
    /** Moves on by so many days, 1 by default, and says which day it is then. */
    nextDay(days?: number): string;
  };
  /** The clock of SSO and portal: `iat`, `exp` and the `Date` header. */
  readonly clock: {
    /** How far it is ahead of this machine's, in seconds. */
    readonly offset: number;
    /** Sets how far ahead it is, in seconds. */
    set(seconds: number): void;
  };
  /** Delay and outage of `sso`, `rsaa`, `esia`, `portal`. */
  readonly faults: {
    /** How a part fails at present. */
    of(part: FaultyPart): Fault;
    /** Makes a part fail; what is not given stays as it is. */
    set(part: FaultyPart, fault: Partial<Fault>): void;
    /** Mends all parts. */
    reset(): void;
  };
  /** The mailbox: letters and text messages, the newest first. */
  readonly mail: {
    /** All of them, or those to one address or number. */
    letters(to?: string): readonly Letter[];
  };
  /** Контингент: a change acts the next day of its calendar. */
  readonly contingent: {
    /** Enters a change of a person's data. */
    mend(sub: string, mending: Mending): PendingChange;
    /** The changes that do not act yet, of everybody or of one person. */
    pending(sub?: string): readonly PendingChange[];
  };
  readonly tokens: {
    /** How long the access tokens issued from now on live, in seconds. */
    setLifetime(seconds: number): void;
    /** Makes the portal refuse every access token issued so far. */
    expireAccess(): void;
    /** Makes every refresh token unknown; the sessions stay. */
    revokeRefresh(): void;
  };
  readonly sessions: {
    /** Ends every session of the SSO; `notify` sends back-channel logouts. */
    end(options?: { notify?: boolean }): Promise<void>;
  };
  /** Sets where a client takes back-channel logouts; `undefined` takes it back. */
  setBackchannelLogout(clientId: string, uri: string | undefined): void;
  /** Registers a system that goes to ESIA directly, past the SSO. */
  registerAtEsia(system: InformationSystem): void;
  /** Puts everything back to the beginning. */
  reset(): void;
}

interface ControlParts {
  readonly world: World;
  readonly sso: Sso;
  readonly clients: Clients;
  readonly esia: EsiaPart;
}

export function createControl({ world, sso, clients, esia }: ControlParts): SandboxControl {
  const { calendar, clock, faults, outbox, register, tokens } = world;
  world.onReset(() => {
    esia.reset();
  });
  return {
    calendar,
    clock,
    faults,
    mail: outbox,
    contingent: register,
    tokens: {
      setLifetime(seconds) {
        if (!Number.isInteger(seconds) || seconds < 1)
          throw new RangeError('A token lives for whole seconds, one at least.');
        tokens.lifetime = seconds;
      },
      expireAccess: () => {
        tokens.expire();
      },
      revokeRefresh: () => {
        sso.revokeRefreshTokens();
      },
    },
    sessions: { end: (options) => sso.endSessions(options) },
    setBackchannelLogout: (clientId, uri) => {
      clients.setBackchannelLogout(clientId, uri);
    },
    registerAtEsia: (system) => {
      esia.register(system);
    },
    reset: () => {
      world.reset();
    },
  };
}
