import type { Epos, EposError, EposState, StorageLike } from '@epos-login/core';
import { isServer, type PropertyDeclarations, type PropertyValues } from 'lit';
import { offerEvent, requestEvent, type EposRequest } from '../base/context-request.ts';
import { EposElement } from '../base/epos-element.ts';
import { EposErrorEvent, EposStateChangeEvent } from '../events/news.ts';
import type { SharedEpos } from './shared-epos.ts';

/** What `<epos-context>` and `<epos-login>` have in common: they say where to sign in, and serve the elements inside. */
export abstract class EposSource extends EposElement {
  static override properties: PropertyDeclarations = {
    gateway: {},
    issuer: {},
    clientId: { attribute: 'client-id' },
    redirectUri: { attribute: 'redirect-uri' },
    portal: {},
    sharedComputer: { attribute: 'shared-computer', type: Boolean },
    storage: { attribute: false },
  };

  /** Sets the address of the gateway. */
  declare gateway: string | undefined;

  /** Sets the issuer of EPOS's single sign-on, for a page without a gateway. */
  declare issuer: string | undefined;

  /** Sets the client identifier the page is registered by at the issuer. */
  declare clientId: string | undefined;

  /** Sets the registered address to come back to. Default: the page's own, without query and fragment. */
  declare redirectUri: string | undefined;

  /** Sets the address of the portal's API. */
  declare portal: string | undefined;

  /**
   * Sets whether several people use the computer: nothing survives the tab, whoever does not touch the page is warned
   * and signed out everywhere. Default: off.
   */
  declare sharedComputer: boolean;

  /** Sets where small things are kept on this device. Default: `localStorage`. */
  declare storage: StorageLike | undefined;

  /** Whether a file has not come that is needed to go on. */
  protected isLost = false;

  /** How often that was so. */
  protected losses = 0;

  #shared: SharedEpos | undefined;
  /** Which attempt to build is the present one: an answer to an earlier one is dropped. */
  #turn: object | undefined;
  #own: Epos | undefined;
  #failure: EposError | undefined;
  /** What the page was told last. */
  #told: string | undefined;
  #toldOf: EposError | undefined;

  constructor() {
    super();
    this.sharedComputer = false;
    this.addEventListener(requestEvent, this.#onRequest as (event: Event) => void);
  }

  protected override get source(): Epos | undefined {
    return this.epos ?? this.#own ?? super.source;
  }

  protected override get state(): EposState {
    const error = this.#failure;
    return error ? { kind: 'failed', error, from: { kind: 'restoring' } } : super.state;
  }

  /** Begins anew after a failure: with another configuration, or once the network is back. */
  protected rebuild(): void {
    this.#release();
    if (this.#isConfigured && !this.epos) void this.#build();
    this.#offer();
  }

  /** Begins, unless it has. */
  protected ensure(): void {
    if (!this.#turn && !this.#failure) this.rebuild();
  }

  /** Says that a file has not come. Once there is a network again it is asked for anew. */
  protected lose(): void {
    // Several may have waited for one file.
    if (this.isLost) return;
    this.isLost = true;
    this.losses++;
    addEventListener('online', this.retry, { once: true });
    this.requestUpdate();
  }

  /** Asks anew for what has not come. */
  protected readonly retry = (): void => {
    this.isLost = false;
    if (this.isConnected) this.ensure();
    this.requestUpdate();
  };

  protected override stateChanged(): void {
    super.stateChanged();
    const { source, state } = this;
    void source?.ready();
    const category = state.kind === 'ready' ? state.category : undefined;
    const error = errorIn(state);
    const [told, toldOf] = [this.#told, this.#toldOf];
    this.#told = `${state.kind} ${category} ${signOutAtIn(state)}`;
    this.#toldOf = error;
    if (told !== this.#told) this.dispatchEvent(new EposStateChangeEvent(state));
    if (error && error !== toldOf) this.dispatchEvent(new EposErrorEvent(error));
  }

  get #isConfigured(): boolean {
    return (this.gateway ?? this.issuer ?? this.portal) !== undefined;
  }

  /** The SDK comes with its first use: a page that shows `.epos` has it already, and the button needs none to be drawn. */
  async #build(): Promise<void> {
    const turn = (this.#turn = {});
    try {
      const { acquire } = await (typeof this.gateway === 'string'
        ? import('./over-gateway.ts')
        : import('./over-direct.ts'));
      if (this.#turn !== turn) return;
      const shared = (this.#shared = acquire(this));
      const epos = await shared.epos;
      if (this.#turn !== turn) return;
      this.#own = epos;
      this.#offer();
    } catch (error) {
      if (this.#turn !== turn) return;
      this.#release();
      // Without the SDK (offline) there is no error to advise on: the page's own link is left, and another try.
      if ((error as Error).name !== 'EposError') {
        this.lose();
        return;
      }
      this.#failure = error as EposError;
      // Only the developer can mend this, and the console is where developers look.
      if (this.#failure.code === 'invalid_options') reportError(error);
      this.stateChanged();
    }
  }

  #release(): void {
    this.#shared?.release();
    this.#turn = this.#shared = this.#own = this.#failure = undefined;
  }

  #offer(): void {
    document.dispatchEvent(new Event(offerEvent));
  }

  readonly #onRequest = (event: EposRequest): void => {
    // An own request is for an ancestor; a context that says nothing lets the next one answer.
    if (event.composedPath()[0] === this || !(this.epos ?? this.#isConfigured)) return;
    event.stopPropagation();
    event.detail(this.source);
  };

  /** Answers for an `Epos` from here on. */
  override connectedCallback(): void {
    super.connectedCallback();
    this.#offer();
    if (this.hasUpdated) this.ensure();
  }

  /** Answers no longer. */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#offer();
    // «Версия для слабовидящих» wraps the whole page anew: what comes back at once keeps its session and its state.
    setTimeout(() => {
      if (!this.isConnected) this.#release();
    });
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (isServer as boolean) return;
    if (changed.has('epos') || Object.keys(EposSource.properties).some((name) => changed.has(name))) this.rebuild();
  }
}

function errorIn(state: EposState): EposError | undefined {
  if (state.kind === 'failed') return state.error;
  return 'subsystems' in state && 'error' in state.subsystems ? state.subsystems.error : undefined;
}

/** When the person will be signed out, while a warning of that stands. */
export function signOutAtIn(state: EposState): number | undefined {
  return 'signOutAt' in state ? state.signOutAt : undefined;
}
