import { EposError } from '../errors/errors.ts';
import type { SignedOutReason } from '../state/state.ts';
import type { Connection, Environment, Restored, SignInOptions, SignOutOptions } from '../transport/transport.ts';
import { returnAddress } from '../address/own-address.ts';
import { isAnswer, isAt, withoutAnswer } from './addresses.ts';
import { authorize, checkSignIn, type Wishes } from './authorization.ts';
import type { Context } from './context.ts';
import type { DirectExtras, TokenOptions } from './direct.ts';
import { Hints } from './hints.ts';
import { KeyRing, readClaims } from './keys.ts';
import { loadLater } from './later.ts';
import { lent } from './lent.ts';
import { countRedirect } from '../page/loop-breaker.ts';
import type { ClientRegistration, Settings } from './options.ts';
import { browserPage, type Page } from '../page/page.ts';
import { discover, type Server } from './server.ts';
import { sessionFetch } from './session-fetch.ts';
import { Session } from './session.ts';
import { silentFailure } from './silent-outcome.ts';
import { redeem } from './tokens.ts';
import { Transactions, type SignIn } from './transactions.ts';
import { openVault, type Vault } from '../vault/vault.ts';

/** The OAuth client of this page: what the address says, what this tab remembers, what the SSO knows. */
export class Client implements Connection<DirectExtras> {
  readonly issuer: string;
  readonly scope: string;
  readonly extras: DirectExtras;
  readonly fetch: typeof fetch;
  readonly #context: Context;
  readonly #session: Session;
  readonly #lifetime = new AbortController();
  /** By issuer. */
  readonly #servers = new Map<string, Server>();
  #vault: Promise<Vault | undefined> | undefined;
  #restoring: Promise<Restored> | undefined;
  /** Not before something is asked of it: a server constructs it too. */
  #watching = false;
  /** The person has just signed in beside this page. */
  #interactive = false;
  /** Where another site wished to lead the person; where it fails, the next sign-in leads there. */
  #returnTo: string | undefined;

  constructor(settings: Settings, environment: Environment, page: Page = browserPage) {
    this.#context = {
      settings,
      environment,
      page,
      hints: new Hints(page.storage, environment.storage),
      transactions: new Transactions(page.storage, environment.clock),
      keys: new KeyRing(environment.clock),
      vault: () => (this.#vault ??= openVault(this.#context).catch(() => (this.#vault = undefined))),
      ahead: undefined,
    };
    this.#session = new Session(this.#context);
    this.fetch = sessionFetch(this.#session, this.#context);
    this.issuer = settings.issuer;
    this.scope = `${settings.issuer} ${settings.clientId}`;
    this.extras = { getToken: (options) => this.getToken(options) };
  }

  /** One at a time: React's StrictMode mounts twice, and a code can be used only once. */
  restore(signal?: AbortSignal): Promise<Restored> {
    if (!this.#watching) {
      this.#watching = true;
      this.#context.page.onWake(() => {
        this.#session.wake().catch(() => undefined);
      }, this.#lifetime.signal);
    }
    this.#restoring ??= this.#restore(signal).finally(() => {
      this.#restoring = undefined;
    });
    return this.#restoring;
  }

  async signIn(options: SignInOptions): Promise<void> {
    const { settings, page } = this.#context;
    checkSignIn(options, settings);
    const { provider, signal } = options;
    const returnTo = returnAddress(options.returnTo ?? this.#returnTo, page.url, 'sign-in');
    const wishes = { ...options, returnTo };
    const registration = provider && settings.providers[provider];
    // In the click itself, or the browser takes the window for an advertisement.
    const popup = options.via === 'popup' && settings.popup?.open(options);
    if (popup && (await this.#signInBeside(popup, wishes, options))) return;
    await this.#leave(registration ?? settings, wishes, signal);
  }

  async signOut({ everywhere = true, returnTo, signal }: SignOutOptions): Promise<void> {
    const { page, settings } = this.#context;
    const arrival = returnAddress(returnTo, page.url, 'sign-out');
    const { tokens } = this.#session;
    const lastUsed = this.#lastUsed;
    // First of all, whatever happens next: on a shared computer somebody else sits down here.
    const forgotten = this.#forget();
    this.#context.hints.forget();
    settings.dpop?.forget(this.#context);
    // An answer on its way must not bring the session back.
    this.#restoring?.then(() => this.signOut({ everywhere: false })).catch(() => undefined);
    const { leaveForSignOut } = await loadLater('sign-out');
    // A page that is left may not come to the end of it.
    await forgotten;
    const server = () => this.#find(lastUsed, 'sign-out', signal);
    await leaveForSignOut(this.#context, lent, { tokens, server, everywhere, arrival });
  }

  claims(token: 'id' | 'access'): Readonly<Record<string, unknown>> | undefined {
    const { tokens } = this.#session;
    return tokens && readClaims(token === 'id' ? tokens.idToken : tokens.access);
  }

  forget(): void {
    void this.#forget();
  }

  close(): void {
    this.#lifetime.abort();
    this.#session.drop();
  }

  async getToken({ renew, signal }: TokenOptions = {}): Promise<string> {
    const refused = renew ? this.#session.tokens?.access : undefined;
    return (await this.#session.fresh({ refused, signal })).access;
  }

  #forget(): Promise<void> {
    this.#context.hints.forgetTab();
    return this.#session.forget();
  }

  async #restore(signal?: AbortSignal): Promise<Restored> {
    const { settings, page } = this.#context;
    const { url } = page;

    const arrived = this.#context.transactions.arrived();
    if (arrived) return this.#finish(arrived, new URLSearchParams(arrived.answer), signal);

    if (settings.registrations.some(({ redirectUri }) => isAnswer(url, redirectUri))) {
      const state = url.searchParams.get('state') ?? '';
      if (settings.popup && (await settings.popup.deliver(url, state))) return { kind: 'framed' };
      const transaction = this.#context.transactions.read(state);
      if (page.framed && transaction?.kind === 'sign-in' && transaction.silent === 'frame') {
        page.tellParent(state);
        return { kind: 'framed' };
      }
      return this.#receive(url, state, signal);
    }

    const said = url.searchParams.get('iss');
    const initiator = !page.framed && settings.registrations.find(({ issuer }) => issuer === said);
    if (initiator) {
      const { readInitiation, withoutInitiation } = await loadLater('sign-in');
      const initiation = readInitiation(url, initiator.issuer, lent);
      if (initiation) {
        // Before leaving, or the back button would begin the sign-in again.
        page.rewrite(withoutInitiation(url, lent));
        this.#returnTo = initiation.returnTo;
        await this.#leave(initiator, initiation, signal, 'replace');
        return { kind: 'leaving' };
      }
    }

    if (url.searchParams.has('state')) {
      const { signedOutAddress } = await loadLater('restore');
      const arrival = signedOutAddress(this.#context, lent);
      if (arrival) return this.#arrive(arrival) ?? { kind: 'none', reason: 'never' };
    }

    const interactive = this.#interactive;
    this.#interactive = false;
    if (this.#session.tokens) return { kind: 'session', interactive };
    return this.#findAgain(!!this.#context.hints.tab, signal);
  }

  /** In a window of its own. False where the browser does not let it, and the page has to leave. */
  async #signInBeside(popup: Window, wishes: Wishes, { signal, returnTo }: SignInOptions): Promise<boolean> {
    const { settings, environment } = this.#context;
    const limits = { phase: 'sign-in', signal } as const;
    const server = () => this.#find(settings.providers.rsaa ?? settings, 'sign-in', signal);
    const host = { context: this.#context, session: this.#session, server, closed: this.#lifetime.signal };
    if (!(await settings.popup?.signIn(popup, host, wishes, limits, lent))) return false;
    this.#interactive = true;
    // Without a wish the person stays where they are by now, which may be another place of the page.
    if (!returnTo || !this.#arrive(wishes.returnTo)) environment.emit({ type: 'changed' });
    return true;
  }

  /** The SSO's answer stands in the address bar. */
  async #receive(url: URL, state: string, signal?: AbortSignal): Promise<Restored> {
    const { page } = this.#context;
    page.rewrite(withoutAnswer(url));
    const expecting = this.#context.transactions.expecting();
    const transaction = this.#context.transactions.take(state);
    if (transaction?.kind === 'sign-in') {
      // At another issuer's address its answer may be another issuer's (RFC 9700 section 4.4.2.2).
      if (!isAt(url, transaction.server.redirectUri)) throw new EposError('response_mismatch', 'callback');
      return this.#finish(transaction, url.searchParams, signal);
    }

    // Somebody's answer instead of the one that is waited for (login CSRF), if no session stands to go on with.
    const foreign = expecting && !transaction;
    // Else bookmarked, reloaded, or reached by the back button: the person is most likely signed in at the SSO.
    const restored = await this.#findAgain(
      !foreign && (!!this.#context.hints.tab || url.searchParams.has('code')),
      signal,
    );
    if (foreign && restored.kind === 'none') throw new EposError('response_mismatch', 'callback');
    return restored;
  }

  async #finish(transaction: SignIn, answer: URLSearchParams, signal?: AbortSignal): Promise<Restored> {
    const { returnTo, silent } = transaction;
    const phase = silent ? 'restore' : 'callback';
    // That page may have to be loaded, and tokens would not live to see it: it gets the answer instead.
    const leaving = this.#arrive(returnTo, () => {
      this.#context.transactions.put({ ...transaction, answer: answer.toString() }, phase);
    });
    if (leaving) return leaving;
    try {
      const tokens = await redeem(this.#context, transaction, answer, { phase, signal });
      await this.#session.begin(tokens);
      return { kind: 'session', interactive: !silent };
    } catch (error) {
      const reason = silent && silentFailure(error);
      if (!reason) throw error;
      return this.#none(reason);
    }
  }

  /** Nothing in memory: looks where the session may be kept, and asks the SSO where it may know the person. */
  async #findAgain(likely: boolean, signal?: AbortSignal): Promise<Restored> {
    const { hints } = this.#context;
    if (!likely && !hints.browser) return { kind: 'none', reason: 'never' };

    const registration = this.#lastUsed;
    const { findAgain } = await loadLater('restore');
    const found = await findAgain(this.#context, this.#session, lent, {
      signal,
      server: () => this.#find(registration, 'restore', signal),
      leave: likely ? (wishes) => this.#leave(registration, wishes, signal, 'replace') : undefined,
    });
    return typeof found === 'object' ? found : this.#none(found);
  }

  /** `replace` where the page leaves by itself: the back button must lead past it, to where the person came from. */
  async #leave(
    registration: ClientRegistration,
    wishes: Wishes,
    signal?: AbortSignal,
    how: 'assign' | 'replace' = 'assign',
  ): Promise<void> {
    const server = await this.#find(registration, 'sign-in', signal);
    countRedirect(this.#context, wishes.silent);
    const { url } = await authorize(this.#context, server, wishes, 'sign-in');
    if (signal?.aborted) throw new EposError('aborted', 'sign-in');
    this.#context.page.go(url, how);
  }

  /** Goes on where the person wanted to be: in this document where its path is the same, else by loading it. */
  #arrive(address: string, leave?: () => void): Restored | undefined {
    const { page } = this.#context;
    if (new URL(address).pathname === page.url.pathname) {
      page.rewrite(address);
      return undefined;
    }
    leave?.();
    page.go(address, 'replace');
    return { kind: 'leaving' };
  }

  #none(reason: SignedOutReason): Restored {
    if (reason === 'ended') this.#context.hints.forget();
    return { kind: 'none', reason };
  }

  /** Where the last session was had. */
  get #lastUsed(): ClientRegistration {
    const { settings, hints } = this.#context;
    const last = hints.tab ?? hints.browser;
    return settings.registrations.find(({ issuer }) => issuer === last) ?? settings;
  }

  async #find(
    registration: ClientRegistration,
    phase: 'restore' | 'sign-in' | 'sign-out',
    signal?: AbortSignal,
  ): Promise<Server> {
    const { issuer } = registration;
    const server = this.#servers.get(issuer) ?? (await discover(this.#context, registration, { phase, signal }));
    this.#servers.set(issuer, server);
    return server;
  }
}
