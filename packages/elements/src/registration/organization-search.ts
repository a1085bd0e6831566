import type { Organization, OrganizationList, OrganizationSearch as Search } from '@epos-login/core/registration';
import { html, nothing, type TemplateResult } from 'lit';
import { renderFrame, type FormView } from './field.ts';
import { searchName } from './fields.ts';

/** What the search needs of the form around it. */
export interface SearchHost {
  view(): FormView;
  input(): HTMLInputElement | undefined;
  find(query: string, search: Search): Promise<OrganizationList>;
  /** What to tell the person of a failure. */
  explain(error: unknown): Promise<string>;
  /** The organization was chosen from the list. */
  chose(organization: Organization): void;
  /** Something has to be drawn anew. */
  changed(): void;
}

/** Fewer letters the portal refuses, lest anybody page through the whole register. */
const leastLetters = 3;
/** Milliseconds without a keystroke after which somebody has stopped typing. */
const pause = 250;
const pageSize = 10;

type Status = { readonly kind: 'idle' | 'searching' | 'found' } | { readonly kind: 'failed'; readonly why: string };

/**
 * The search for an organization: an editable combobox with a list, after the WAI-ARIA pattern.
 *
 * Arrows move and never choose (WCAG 3.2.2): Enter or a press does. What was typed stays, whatever the portal answers.
 */
export class OrganizationSearch {
  readonly #host: SearchHost;
  #chosen: Organization | undefined;
  #status: Status = { kind: 'idle' };
  #found: readonly Organization[] = [];
  #next: string | undefined;
  /** What `#found` answers. */
  #query = '';
  #isOpen = false;
  #active = -1;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | undefined;

  constructor(host: SearchHost) {
    this.#host = host;
  }

  /** The organization that was chosen, as long as its name still stands in the field. */
  get chosen(): Organization | undefined {
    // Asked of the field itself: an extension may have written there without a word.
    return this.#host.input()?.value === this.#chosen?.name ? this.#chosen : undefined;
  }

  /** Takes an organization up again, from a draft. */
  restore(organization: Organization | undefined): void {
    this.#callOff();
    this.#chosen = organization;
    this.#found = [];
    this.#next = undefined;
    this.#isOpen = false;
    this.#status = { kind: 'idle' };
  }

  /** How many lines the list has: «Показать ещё» is the last where there is more. */
  get #lines(): number {
    return this.#found.length + (this.#next ? 1 : 0);
  }

  /** Whatever is asked for now, its answer comes too late. */
  #callOff(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#asking = undefined;
  }

  async #search(query: string, cursor?: string): Promise<void> {
    this.#callOff();
    const asking = (this.#asking = new AbortController());
    this.#status = { kind: 'searching' };
    this.#host.changed();
    try {
      const { signal } = asking;
      const list = await this.#host.find(query, { limit: pageSize, signal, ...(cursor ? { cursor } : {}) });
      if (this.#asking !== asking) return;
      this.#take(query, list, cursor !== undefined);
    } catch (error) {
      const why = await this.#host.explain(error);
      if (this.#asking !== asking) return;
      this.#status = { kind: 'failed', why };
      if (!cursor) this.#isOpen = false;
    }
    this.#host.changed();
  }

  #take(query: string, { organizations, next_cursor }: OrganizationList, isMore: boolean): void {
    const before = isMore ? this.#found : [];
    const known = new Set(before.map(({ id }) => id));
    this.#found = [...before, ...organizations.filter(({ id }) => !known.has(id))];
    this.#next = next_cursor;
    this.#query = query;
    this.#status = { kind: 'found' };
    // Whoever asked for more goes on with the first of it.
    this.#active = isMore && this.#found.length > before.length ? before.length : -1;
    this.#isOpen = this.#lines > 0 && this.#hasFocus;
  }

  get #hasFocus(): boolean {
    const input = this.#host.input();
    return !!input && (input.getRootNode() as Document | ShadowRoot).activeElement === input;
  }

  #choose(line: number): void {
    const organization = this.#found[line];
    if (!organization) {
      if (line >= 0 && this.#next && this.#status.kind !== 'searching') void this.#search(this.#query, this.#next);
      return;
    }
    this.#callOff();
    this.#chosen = organization;
    this.#isOpen = false;
    this.#active = -1;
    this.#status = { kind: 'idle' };
    const input = this.#host.input();
    if (input) input.value = organization.name;
    this.#host.chose(organization);
    this.#host.changed();
  }

  #move(step: 1 | -1): void {
    const lines = this.#lines;
    if (lines === 0) return;
    const from = this.#isOpen ? this.#active : -1;
    // From nowhere up is the last line, and down the first.
    this.#active = from < 0 && step < 0 ? lines - 1 : (from + step + lines) % lines;
    this.#isOpen = true;
    this.#host.changed();
  }

  #close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#active = -1;
    this.#host.changed();
  }

  readonly #onInput = ({ target }: Event): void => {
    const query = (target as HTMLInputElement).value.trim();
    this.#callOff();
    this.#active = -1;
    if ([...query].length < leastLetters) {
      this.#found = [];
      this.#next = undefined;
      this.#isOpen = false;
      this.#status = { kind: 'idle' };
    } else {
      this.#timer = setTimeout(() => void this.#search(query), pause);
    }
    this.#host.changed();
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    // The keys belong to the input method while somebody composes a letter.
    if (event.isComposing) return;
    const { key, altKey } = event;
    if (key === 'ArrowDown' || (key === 'ArrowUp' && !altKey)) {
      event.preventDefault();
      this.#move(key === 'ArrowDown' ? 1 : -1);
    } else if ((key === 'Enter' || key === 'Escape') && this.#isOpen) {
      // Neither sends the form nor closes the panel around it.
      event.preventDefault();
      if (key === 'Enter') this.#choose(this.#active);
      else this.#close();
    } else if (key === 'Tab' || key === 'ArrowUp') {
      this.#close();
    }
  };

  /** A press into the field shows again what was found. */
  readonly #onClick = (): void => {
    if (this.#isOpen || this.#lines === 0 || this.chosen) return;
    this.#isOpen = true;
    this.#host.changed();
  };

  readonly #onBlur = (): void => {
    this.#close();
  };

  readonly #onAgain = (): void => {
    const input = this.#host.input();
    // The button goes with the failure: the focus would fall to the page's beginning.
    input?.focus();
    const query = input?.value.trim() ?? '';
    void this.#search(query, query === this.#query ? this.#next : undefined);
  };

  render(): TemplateResult {
    const view = this.#host.view();
    return renderFrame(view, 'organization_id', false, ({ id, describedBy, invalid }) => {
      const list = `${id}-list`;
      const active = this.#isOpen && this.#active >= 0 ? `${id}-${this.#active}` : nothing;
      return html`<div class="epos-combobox">
          <input
            class="epos-input"
            id=${id}
            name=${searchName}
            type="text"
            role="combobox"
            autocomplete="off"
            spellcheck="false"
            placeholder=${view.words.registrationPlaceholders.organization_id ?? nothing}
            aria-autocomplete="list"
            aria-expanded=${this.#isOpen}
            aria-controls=${list}
            aria-activedescendant=${active}
            aria-required="true"
            aria-describedby=${describedBy}
            aria-invalid=${invalid}
            @input=${this.#onInput}
            @keydown=${this.#onKeydown}
            @click=${this.#onClick}
            @blur=${this.#onBlur}
          />
          ${this.#renderList(id, list)}
        </div>
        <p class="epos-status" role="status">${this.#renderStatus()}</p>
        ${this.#renderAgain()}`;
    });
  }

  #renderList(id: string, list: string): TemplateResult {
    const { words } = this.#host.view();
    return html`<ul
      class="epos-list"
      id=${list}
      role="listbox"
      aria-label=${words.organizations}
      aria-busy=${this.#status.kind === 'searching'}
      ?hidden=${!this.#isOpen}
      @mousedown=${keepFocus}
    >
      ${this.#found.map(({ name, territory, inn }, line) =>
        this.#renderLine(
          id,
          line,
          html`<span class="epos-name">${name}</span>
            <span class="epos-small">${[territory, `ИНН\u00a0${inn}`].filter(Boolean).join(' · ')}</span>`,
          'ru',
        ),
      )}
      ${this.#next ? this.#renderLine(id, this.#found.length, html`<span class="epos-more">${words.moreOrganizations}</span>`) : nothing}
    </ul>`;
  }

  #renderLine(id: string, line: number, content: TemplateResult, lang?: string): TemplateResult {
    return html`<li
      class="epos-option"
      id="${id}-${line}"
      role="option"
      lang=${lang ?? nothing}
      aria-selected=${line === this.#active}
      @click=${() => {
        this.#choose(line);
      }}
    >
      ${content}
    </li>`;
  }

  #renderStatus(): unknown {
    const { words } = this.#host.view();
    const status = this.#status;
    const { chosen } = this;
    switch (status.kind) {
      case 'searching':
        return html`<span class="epos-spinner"></span> ${words.searchingOrganizations}`;
      case 'failed':
        return `${words.organizationsFailed} ${status.why}`;
      case 'found':
        return this.#found.length > 0
          ? words.organizationsFound(this.#found.length, this.#next !== undefined)
          : words.noOrganizations;
      default:
        return chosen ? words.organizationChosen(chosen.short_name ?? chosen.name) : nothing;
    }
  }

  #renderAgain(): unknown {
    if (this.#status.kind !== 'failed') return nothing;
    return html`<button class="epos-button epos-quiet" type="button" @click=${this.#onAgain}>
      ${this.#host.view().words.searchAgain}
    </button>`;
  }

  /** Brings the line that the arrows have reached into sight. */
  reveal(container: Element): void {
    if (this.#isOpen)
      container.querySelector('[role=option][aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }
}

/** A press on the list must not take the focus from the field, or the list would close under the finger. */
function keepFocus(event: Event): void {
  event.preventDefault();
}
