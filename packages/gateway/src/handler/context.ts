import { telling } from '../log/telling.ts';
import { oidcWay, type OidcWay } from '../oidc/oidc.ts';
import { Proofs } from '../oidc/proofs.ts';
import type { ProviderId, Settings } from '../options/settings.ts';
import { OwnTokens } from '../own-tokens/own-tokens.ts';
import { ProviderError } from '../providers/provider-error.ts';
import { Sealer } from '../sealing/sealing.ts';
import { CookieKeeper } from '../sessions/cookie-keeper.ts';
import { Labels } from '../sessions/labels.ts';
import { reliableStore } from '../sessions/reliable-store.ts';
import { Revocations } from '../sessions/revocations.ts';
import type { Keeper } from '../sessions/session.ts';
import { StoreKeeper } from '../sessions/store-keeper.ts';
import { OwnArrivals, type Arrivals } from '../sign-in/arrivals.ts';
import { Outcomes, type Failure } from '../sign-in/outcomes.ts';
import { SharedArrivals } from '../sign-in/shared-arrivals.ts';
import { Transactions } from '../sign-in/transactions.ts';
import { moduleWay } from '../ways/module-way.ts';
import { patient } from '../ways/patient.ts';
import type { Way } from '../ways/way.ts';

/** What came of an answer of the SSO: the cookies of a session, or a failure. */
export interface Arrived {
  readonly written: readonly string[];
  readonly failure?: Failure;
}

/** What the endpoints work with. */
export interface Context {
  readonly settings: Settings;
  readonly keeper: Keeper;
  /** Absent where sessions are in cookies. */
  readonly revocations: Revocations | undefined;
  readonly transactions: Transactions;
  readonly outcomes: Outcomes;
  readonly arrivals: Arrivals<Arrived>;
  readonly proofs: Proofs;
  readonly ownTokens: OwnTokens | undefined;
  /** By their names: `sso`, and the providers that have an issuer or rules of their own. */
  readonly ways: ReadonlyMap<string, Way>;
  readonly oidcWays: readonly OidcWay[];
  /** What nobody waits for, but the end of the gateway. */
  readonly background: (work: Promise<unknown>) => void;
}

export function createContext(settings: Settings, background: Context['background']): Context {
  const sealer = new Sealer(settings.keys);
  const labels = new Labels(settings.keys);
  const proofs = new Proofs(settings.clock);
  const mannered = <T extends Way>(way: T) => patient(outspoken(way, settings), settings.clock);
  const oidcWays = settings.sso ? [mannered(oidcWay('sso', settings.sso, settings, proofs))] : [];
  const modules: Way[] = [];
  for (const [id, provider] of settings.providers) {
    if ('issuer' in provider) oidcWays.push(mannered(oidcWay(id, provider, settings, proofs)));
    else if ('begin' in provider) modules.push(lasting(mannered(moduleWay(provider, settings))));
  }
  // A key that is not the certificate's is told before the first person comes.
  for (const module of modules) background(module.check());
  const issuer = settings.url.href.replace(/\/$/, '');
  const store = settings.store.kind === 'store' ? reliableStore(settings.store) : undefined;
  return {
    settings,
    keeper: store ? new StoreKeeper(settings, sealer, store, labels) : new CookieKeeper(settings, sealer),
    revocations: store && new Revocations(store, labels, settings.clock),
    transactions: new Transactions(settings, sealer),
    outcomes: new Outcomes(settings, sealer),
    arrivals: store ? new SharedArrivals(store, sealer) : new OwnArrivals(settings.clock),
    proofs,
    ownTokens:
      settings.ownTokens &&
      new OwnTokens(settings.ownTokens, { issuer, clientId: settings.sso?.clientId ?? issuer, clock: settings.clock }),
    ways: new Map([...oidcWays, ...modules].map((way) => [way.id, way])),
    oidcWays,
    background,
  };
}

/** A way that says why it cannot be used. */
function outspoken<T extends Way>(way: T, { log }: Settings): T {
  const check = telling(
    () => way.check(),
    (error) => {
      const { code, message: reason } = error instanceof ProviderError ? error : new ProviderError('server_error');
      log({ type: 'provider_unusable', provider: way.id, code, reason });
    },
  );
  return { ...way, check };
}

/**
 * A module that counts as usable once it was, as an issuer's metadata do: that its certificate ends, or that nobody signs
 * for it now, must not take every instance away from those who are signed in, and from those who come another way.
 */
function lasting(way: Way): Way {
  let wasSound = false;
  const check = async () => {
    try {
      await way.check();
      wasSound = true;
    } catch (error) {
      if (!wasSound) throw error;
    }
  };
  return { ...way, check };
}

/** Which way leads to a provider, and by which hint. `undefined` where none does. */
export function wayTo(
  { ways, settings }: Context,
  provider: ProviderId | undefined,
): { way: Way; hint?: string } | undefined {
  const reached = provider === undefined ? undefined : settings.providers.get(provider);
  if (provider !== undefined && !reached) return undefined;
  const hint = reached && 'hint' in reached ? reached.hint : undefined;
  // Whoever names no provider goes to the SSO, or where there is none, the first way there is.
  const [first] = ways.values();
  const way = reached && hint === undefined && provider ? ways.get(provider) : (ways.get('sso') ?? first);
  return way && { way, ...(hint === undefined ? {} : { hint }) };
}
