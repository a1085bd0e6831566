import type { StorageLike } from '@epos-login/core';
import type { BrokenField, RegistrationApi, RegistrationForm } from '@epos-login/core/registration';
import { html, render, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { ViewElement } from '../base/view-element.ts';
import { EposSignInEvent } from '../events/sign-in.ts';
import { EposErrorEvent } from '../events/news.ts';
import { EposRegisteredEvent, EposRegisterEvent } from '../events/registration.ts';
import { buttonTokens } from '../styles/button.tokens.ts';
import { viewTokens } from '../styles/view.tokens.ts';
import { ruRegistration, type RegistrationTexts } from '../texts/ru.registration.ts';
import type { DraftPlace } from './draft.ts';
import { adviceOn, codeOf } from './failure.ts';
import type { FormView } from './field.ts';
import { searchName } from './fields.ts';
import { FocusKeeper } from './focus-keeper.ts';
import { OrganizationSearch, type SearchHost } from './organization-search.ts';
import { formStyles, hostStyles } from './registration.styles.ts';
import { adoptInRoot, sheetFor } from './root-sheet.ts';
import { missingIn } from './settings.ts';
import { messageOf } from './summary.ts';
import { Typed, type TypedHost } from './typed.ts';
import { renderView, type Phase, type ViewOptions } from './view.ts';

/** What an element around says for those inside; it may not be defined yet. */
interface Context extends Element {
  readonly gateway?: string;
  readonly portal?: string;
  readonly sharedComputer?: boolean;
}

/**
 * @summary RSAA's form «Регистрация пользователя»: the letter with the credentials comes to the address given in it.
 *
 * The form stands in the page's own tree, where password managers and the browser's autofill see it. The operator
 * supplies the consent: its version, its wording and the address of the policy; without them nothing can be sent.
 *
 * @slot - What is shown before the element is defined and without JavaScript: a link to another way to register.
 * @slot consent - The operator's wording of the consent; a copy of it stands beside the checkbox.
 *
 * @event {EposRegisterEvent} epos-register - Fires before the form is sent. Can be cancelled.
 * @event {EposRegisteredEvent} epos-registered - Fires when the form was accepted.
 * @event {EposSignInEvent} epos-sign-in - Fires before the browser leaves for RSAA, once the form was sent. Can be
 * cancelled.
 * @event {EposErrorEvent} epos-error - Fires when the form could not be sent, or is not set up.
 */
export class EposRegistration extends ViewElement<RegistrationTexts> {
  static override properties: PropertyDeclarations = {
    portal: {},
    consentVersion: { attribute: 'consent-version' },
    policy: {},
    storage: { attribute: false },
    phase: { state: true },
  };

  static override styles = [buttonTokens, viewTokens, hostStyles];

  /** Sets the address of the portal's API. Default: that of the nearest `<epos-login>` or `<epos-context>`. */
  declare portal: string | undefined;

  /** Sets the version of the consent that a person gives here, as the operator's records name it. */
  declare consentVersion: string | undefined;

  /** Sets the address of the operator's policy on personal data. */
  declare policy: string | undefined;

  /**
   * Sets where the draft survives a reload, `sessionStorage` for example. Default: the draft is personal data and kept
   * in the memory of the page alone. With `shared-computer` on the nearest `<epos-login>` or `<epos-context>` it is
   * nowhere but in the form.
   */
  declare storage: StorageLike | undefined;

  /** Where the form stands. What is typed is in its fields alone. */
  declare protected phase: Phase;

  protected readonly russian = ruRegistration;

  /** The light child that the form is drawn in. */
  #drawing: HTMLElement | undefined;
  readonly #search = new OrganizationSearch(this.#searchHost());
  readonly #typed = new Typed(this.#typedHost());
  readonly #focus = new FocusKeeper(this);
  #consent: Node | undefined;
  #lastContext: Context | null = null;
  /** What the developer was told lacks. */
  #told = '';
  /** What takes the focus once it is drawn. */
  #focusNext: string | undefined;
  #releaseSheet: (() => void) | undefined;
  #children: MutationObserver | undefined;

  constructor() {
    super();
    this.phase = { kind: 'filling' };
  }

  /** Moves the focus to the heading. */
  override async focusHeading(): Promise<void> {
    await this.updateComplete;
    this.#find('.epos-heading')?.focus();
  }

  /** The nearest `<epos-login>` or `<epos-context>`; what was taken out of the page belongs to its last one. */
  get #context(): Context | null {
    if (this.isConnected) this.#lastContext = this.closest<Context>('epos-login, epos-context');
    return this.#lastContext;
  }

  get #portal(): string | undefined {
    const context = this.#context;
    return this.portal ?? context?.portal ?? context?.getAttribute('portal') ?? undefined;
  }

  get #place(): DraftPlace {
    const context = this.#context;
    const shared = context?.sharedComputer ?? context?.hasAttribute('shared-computer') ?? false;
    return { portal: this.#portal ?? '', storage: this.storage, shared };
  }

  get #view(): FormView {
    const { words, phase } = this;
    const broken = phase.kind === 'filling' ? (phase.broken ?? []) : [];
    return {
      words,
      idOf: (name) => `${this.#drawing?.id ?? ''}-${name}`,
      errors: new Map(broken.map((field) => [field.field, messageOf(field, words)])),
    };
  }

  /** Everything is read late: the language may change, and the address be set after the element. */
  #searchHost(): SearchHost {
    return {
      view: () => this.#view,
      input: () => this.#typed.control(searchName),
      find: async (query, search) => (await this.#api()).organizations(query, search),
      explain: (error) => adviceOn(codeOf(error), this.language, this.words),
      chose: (organization) => {
        this.#typed.fillIn(organization);
      },
      changed: () => {
        this.requestUpdate();
      },
    };
  }

  #typedHost(): TypedHost {
    return {
      drawing: () => this.#drawing,
      place: () => this.#place,
      chosen: () => this.#search.chosen,
      restore: (organization) => {
        this.#search.restore(organization);
      },
    };
  }

  /** The client of the portal comes with the first search. */
  async #api(): Promise<RegistrationApi> {
    const { registrationApi } = await import('@epos-login/core/registration');
    const context = this.#context;
    const gateway = context?.gateway ?? context?.getAttribute('gateway') ?? undefined;
    return registrationApi(this.#portal ?? '', { gateway });
  }

  #find(selector: string): HTMLElement | null {
    return this.#drawing?.querySelector<HTMLElement>(selector) ?? null;
  }

  readonly #onInput = (): void => {
    this.#typed.keep();
  };

  readonly #onReset = (): void => {
    this.#typed.forget();
    this.phase = { kind: 'filling' };
    this.announce(this.words.formCleared);
    this.#typed.control('family_name')?.focus();
  };

  readonly #onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (this.phase.kind === 'sending') return;
    const form = this.#typed.read(this.consentVersion);
    this.phase = { kind: 'sending' };
    this.announce('');
    void this.#send(form).catch((error: unknown) => this.#fail(error));
  };

  async #send(form: RegistrationForm): Promise<void> {
    const { checkRegistration, newIdempotencyKey } = await import('@epos-login/core/registration');
    const checked = checkRegistration(form);
    if (!checked.ok) {
      this.#point(checked.fields);
      return;
    }
    if (!this.dispatchEvent(new EposRegisterEvent())) {
      this.phase = { kind: 'filling' };
      return;
    }
    this.announce(this.words.registering);
    const api = await this.#api();
    await api.register(form, { idempotencyKey: this.#typed.keyOf(JSON.stringify(checked.form), newIdempotencyKey) });
    this.#typed.forget();
    this.#focusNext = '.epos-heading';
    this.phase = { kind: 'sent', email: checked.form.email };
    this.announce('');
    this.dispatchEvent(new EposRegisteredEvent());
  }

  async #fail(error: unknown): Promise<void> {
    const code = codeOf(error);
    const { fields } = Object(error) as { fields?: readonly BrokenField[] };
    if (fields) this.#point(fields);
    else this.phase = { kind: 'filling', failure: await adviceOn(code, this.language, this.words) };
    this.announce('');
    this.dispatchEvent(new EposErrorEvent({ code, phase: 'portal' }));
  }

  #point(broken: readonly BrokenField[]): void {
    this.#focusNext = '.epos-summary';
    this.phase = { kind: 'filling', broken };
  }

  /** From the summary to a field. The label has to be read first, and the focus alone would leave it out of sight. */
  readonly #onLead = (field: string): void => {
    const frame = this.#find(`[data-field="${CSS.escape(field)}"]`);
    frame?.querySelector('label')?.scrollIntoView();
    frame?.querySelector('input')?.focus({ preventScroll: true });
  };

  readonly #onSignIn = (): void => {
    const { source } = this;
    if (!source || !this.dispatchEvent(new EposSignInEvent('rsaa'))) return;
    // A failure is a state, shown by `<epos-advice>`.
    source.signIn({ provider: 'rsaa' }).catch(() => undefined);
  };

  /** Page and framework keep their own nodes: a copy stands in the label, the same one as long as nothing changes. */
  #consentWording(): Node | undefined {
    const wording = this.querySelector(':scope > [slot=consent]')?.cloneNode(true) as Element | undefined;
    wording?.removeAttribute('slot');
    if (!wording?.isEqualNode(this.#consent ?? null)) this.#consent = wording;
    return this.#consent;
  }

  /** Only the operator can mend this, and the console is where developers look. */
  #tell(missing: readonly string[]): void {
    const told = missing.join(', ');
    if (told === this.#told) return;
    this.#told = told;
    if (!told) return;
    reportError(new TypeError(`<epos-registration>: the operator has to supply ${told}`));
    this.dispatchEvent(new EposErrorEvent({ code: 'invalid_options', phase: 'configure' }));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#releaseSheet = adoptInRoot(this, sheetFor(this.localName, formStyles, 'epos-registration'));
    this.#children ??= new MutationObserver(() => {
      this.requestUpdate();
    });
    this.#children.observe(this, { childList: true });
    this.#focus.connected();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#releaseSheet?.();
    this.#children?.disconnect();
    this.#focus.disconnected();
    // What an extension has written without a word is kept at the latest now.
    this.#typed.keep();
  }

  /** The child that the form is drawn in. It is the only one: a copy that came with a copy of this element goes. */
  #mount(): HTMLElement {
    const drawing = (this.#drawing ??= document.createElement('div'));
    if (drawing.parentNode === this) return drawing;
    this.querySelectorAll(':scope > [slot=form]').forEach((copy) => {
      copy.remove();
    });
    drawing.slot = 'form';
    drawing.id ||= freeId(this);
    this.append(drawing);
    return drawing;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const drawing = this.#mount();
    const { language } = this;
    // Every writing of `lang`, changed or not, is heard by all elements, this one included.
    if (drawing.lang !== language) drawing.lang = language;
    const { policy, consentVersion } = this;
    const missing = missingIn({ portal: this.#portal, policy, 'consent-version': consentVersion });
    const options: ViewOptions = {
      view: this.#view,
      phase: this.phase,
      level: this.headingLevel,
      isSetUp: missing.length === 0,
      policy,
      search: this.#search,
      consent: this.#consentWording(),
      announcement: this.renderAnnouncement(),
      canSignIn: this.source !== undefined,
      onSubmit: this.#onSubmit,
      onReset: this.#onReset,
      onInput: this.#onInput,
      onLead: this.#onLead,
      onSignIn: this.#onSignIn,
    };
    render(renderView(options), drawing);
    this.#typed.drawn(drawing.querySelector('form') ?? undefined);
    this.#search.reveal(drawing);
    // The place is as large as its content now, and the shell would only hold it open.
    this.renderRoot.querySelector('slot')?.classList.remove('shell');
    this.#moveFocus();
    if (this.isConnected) this.#tell(missing);
  }

  /** Nobody who has moved on to another part of the page meanwhile is called back. */
  #moveFocus(): void {
    const next = this.#focusNext && this.#find(this.#focusNext);
    this.#focusNext = undefined;
    const { activeElement } = this.getRootNode() as Document | ShadowRoot;
    if (next && (!activeElement || activeElement === document.body || this.contains(activeElement))) next.focus();
  }

  protected override render(): TemplateResult {
    return html`<slot class="shell" name="form"></slot>`;
  }
}

/** Readable, for whoever fills in forms by identifiers, and the tree's only one. */
function freeId(element: Element): string {
  const tree = element.getRootNode() as ParentNode & Node;
  const name = (count: number): string => (count === 1 ? element.localName : `${element.localName}-${count}`);
  let count = 1;
  while (tree.querySelector(`#${name(count)}`)) count += 1;
  return name(count);
}
