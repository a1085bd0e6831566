import { withoutParameters, withParameters } from '../address/address.ts';
import { ownAddress, returnAddress } from '../address/own-address.ts';
import { gatewayOutcomeParameter } from '../contract/gateway-paths.ts';
import { EposError, type EposPhase } from '../errors/errors.ts';
import type { Environment, Restored, SignInOptions, SignOutOptions } from '../transport/transport.ts';
import type { SessionAnswer } from './answers.ts';
import type { Context } from './context.ts';
import { endpoint } from './first-question.ts';
import type * as Later from './gateway-later.ts';
import { ownKey, refreshKey, signedOutKey } from './keys.ts';
import type { GatewayOptions } from './options.ts';
import { failureOf } from './outcome.ts';
import { browserPage, type Page } from './page.ts';
import { askLogout, askRefresh, askSession } from './questions.ts';
import type { Refresh } from './refresh.ts';
import { sessionFetch } from './session-fetch.ts';
import { standing, type Session } from './session.ts';
import type { Watch } from './watch.ts';

const outcome = [gatewayOutcomeParameter];
const lent = { askSession, askRefresh, askLogout, ownAddress, returnAddress, withParameters, withoutParameters };

/** Who is signed in at the gateway, as far as this page has heard. */
export class Client {
  readonly fetch: typeof fetch;
  issuer: string | undefined;
  session: Session | undefined;
  readonly #context: Context;
  readonly #lifetime = new AbortController();
  #restoring: Promise<Restored> | undefined;
  /** Not before something is asked of it. */
  #isWatching = false;
  #askedAt = -Infinity;
  /** Whose outcome the address asked for, until the gateway has told it. */
  #awaited: string | undefined;
  /** What was learnt since somebody asked: the next restoring need not ask again. */
  #isNews = false;
  /** Another one after each sign-out: what was asked for before it must not bring the session back. */
  #turn = {};
  /** Where another site wished to lead the person; where it fails, the next sign-in leads there. */
  #returnTo: string | undefined;
  #later: Promise<typeof Later> | undefined;
  /** Since a session stood here for the first time. */
  #watch: Watch | undefined;
  #refresh: Refresh | undefined;

  constructor(settings: Required<GatewayOptions>, environment: Environment, page: Page = browserPage) {
    this.#context = { settings, environment, page, address: endpoint(settings.url, ''), lent };
    this.fetch = sessionFetch(this.#context, this);
  }

  /** When the gateway was last asked, by the wall clock, which goes on while a device sleeps. */
  get askedAt(): number {
    return this.#askedAt;
  }

  get isRestoring(): boolean {
    return !!this.#restoring;
  }

  /** Differs after each refresh of any tab. Seen before a request is sent, it tells what that was sent with. */
  get refreshMark(): string | null {
    return this.#context.environment.storage.getItem(refreshKey(this.#context));
  }

  /** One at a time: React's StrictMode mounts twice, and an outcome is told only once. */
  restore(signal?: AbortSignal, first?: Promise<Response>): Promise<Restored> {
    if (!this.#isWatching) {
      this.#isWatching = true;
      const wake = async () => (await this.#watched()).wake();
      this.#context.page.onWake(() => void wake().catch(() => undefined), this.#lifetime.signal);
    }
    if (this.#restoring) return this.#restoring;
    const restoring = this.#restore(signal, first).finally(() => {
      if (this.#restoring === restoring) this.#restoring = undefined;
    });
    return (this.#restoring = restoring);
  }

  async signIn(options: SignInOptions): Promise<void> {
    const { leaveForSignIn } = await this.#load('sign-in');
    leaveForSignIn(this.#context, options, this.#returnTo);
  }

  async signOut({ everywhere = true, returnTo, signal }: SignOutOptions): Promise<void> {
    const arrival = returnAddress(returnTo, this.#context.page.url, 'sign-out');
    const { session } = this;
    // First of all, whatever happens next: on a shared computer somebody else sits down here, and its cookie is still
    // there if the gateway is not reached.
    if (session) this.#context.environment.storage.setItem(signedOutKey(this.#context), session.id);
    this.forget();
    const { leaveForSignOut } = await this.#load('sign-out');
    await leaveForSignOut(this.#context, { everywhere, arrival, signal });
  }

  /** See {@linkcode Refresh.run}. */
  async refresh(mark: string | null): Promise<boolean> {
    const { Refresh } = await this.#load('session');
    this.#refresh ??= new Refresh(this.#context, this);
    return this.#refresh.run(mark);
  }

  forget(): void {
    this.#turn = {};
    this.#isNews = false;
    this.#restoring = undefined;
    this.#keep(undefined);
  }

  close(): void {
    this.#lifetime.abort();
    this.forget();
  }

  /** The gateway is being asked. */
  asked(): void {
    this.#askedAt = this.#context.environment.clock.now();
  }

  /** The session is over. */
  end(reason: 'ended' | 'idle' = 'ended'): void {
    if (!this.session) return;
    this.forget();
    this.#context.environment.emit({ type: 'ended', reason });
  }

  /** Another tab has renewed the session; when it is due again, the gateway will say. */
  refreshed(): void {
    if (this.session) this.#keep({ ...this.session, refreshAt: undefined });
  }

  /** What the gateway has told between calls: nothing is asked for here. */
  learn(answer: SessionAnswer): void {
    const { emit } = this.#context.environment;
    const before = this.session;
    const present = this.#accept(answer);
    if (!present) {
      this.end(answer.reason === 'idle' ? 'idle' : 'ended');
      return;
    }
    this.#keep(present);
    if (before?.id === present.id) return;
    this.#isNews = true;
    // Somebody else has signed in: nothing asked for by the first person may go out in their name.
    if (before) emit({ type: 'ended', reason: 'elsewhere' });
    emit({ type: 'changed' });
  }

  async #restore(signal?: AbortSignal, first?: Promise<Response>): Promise<Restored> {
    const { page, environment } = this.#context;
    const said = page.url.searchParams.get(gatewayOutcomeParameter);
    if (said !== null) {
      // Before it is asked for: a reload must not ask again.
      page.rewrite(withoutParameters(page.url, outcome));
      this.#awaited = /^[\w-]{1,255}$/.test(said) ? said : undefined;
    }
    if (this.#isNews && !this.#awaited) {
      this.#isNews = false;
      return { kind: 'session', interactive: false };
    }

    const turn = this.#turn;
    const id = this.#awaited;
    const answer = await askSession(
      this.#context,
      { epos_login: id },
      { phase: id ? 'callback' : 'restore', signal, first },
    );
    this.#awaited = undefined;
    this.asked();
    this.issuer = answer.issuer;
    if (turn !== this.#turn) return { kind: 'none', reason: 'never' };

    if (answer.issuer && !page.framed && page.url.searchParams.has('iss')) {
      const { followInitiation } = await this.#load('restore');
      const isLeaving = followInitiation(this.#context, answer.issuer, (returnTo) => (this.#returnTo = returnTo));
      if (isLeaving) return { kind: 'leaving' };
    }

    const told = id !== undefined && answer.outcome?.id === id ? answer.outcome : undefined;
    const failure = told && failureOf(told);
    const interactive = !!told && !failure;
    if (interactive && environment.sharedComputer && answer.session) {
      environment.storage.setItem(ownKey(this.#context), answer.session.id);
    }
    const session = this.#accept(answer);
    this.#keep(session);
    if (failure) throw failure;
    return session ? { kind: 'session', interactive } : { kind: 'none', reason: answer.reason ?? 'never' };
  }

  /** The session of this answer, if this tab may use it. */
  #accept({ session }: SessionAnswer): Session | undefined {
    if (!session) return undefined;
    const { storage, clock, sharedComputer } = this.#context.environment;
    // Whoever sits at a shared computer may be another than who signed in: each tab signs in for itself.
    if (sharedComputer && storage.getItem(ownKey(this.#context)) !== session.id) return undefined;
    if (storage.getItem(signedOutKey(this.#context)) === session.id) {
      // The gateway was not reached then: a reload must not bring the session back.
      this.#load('sign-out').then(
        ({ finishSignOut }) => {
          finishSignOut(this.#context);
        },
        () => undefined,
      );
      return undefined;
    }
    return standing(session, this.session, clock.monotonic());
  }

  #keep(session: Session | undefined): void {
    this.session = session;
    this.#watch?.follow();
    // Long before it is needed: when it is, the page may be old and the file gone from its server.
    if (session) this.#watched().catch(() => undefined);
  }

  async #watched(): Promise<Watch> {
    const { Watch } = await this.#load('session');
    return (this.#watch ??= new Watch(this.#context, this));
  }

  #load(phase: EposPhase): Promise<typeof Later> {
    this.#later ??= import('./gateway-later.ts').catch((cause: unknown) => {
      // Chunks are files: a page that lost the network here must be able to try again.
      this.#later = undefined;
      throw new EposError('network', phase, { cause });
    });
    return this.#later;
  }
}
