import { html, nothing, type TemplateResult } from 'lit';
import type { ListTexts } from '../texts/ru.list.ts';
import type { View } from './kept.ts';
import { keyboardIcon, listIcon, searchIcon } from './list.icons.ts';

export interface Bar {
  readonly words: ListTexts;
  readonly query: string;
  readonly isList: boolean;
  /** Whether a search begins as one types; `undefined` where the page has decided that it does not. */
  readonly isTyping: boolean | undefined;
  readonly onInput: (query: string) => void;
  readonly onKeydown: (event: KeyboardEvent) => void;
  readonly onFocus: (event: Event) => void;
  readonly onView: (view: View) => void;
  readonly onTyping: (isTyping: boolean) => void;
}

/** The field to search in, and beside it how the list stands and whether typing begins a search. */
export function renderBar(bar: Bar): TemplateResult {
  const { words, query, isList, isTyping } = bar;
  return html`<label>
      <span class="heard">${words.search}</span>${searchIcon}
      <input
        type="search"
        part="search"
        placeholder=${words.search}
        autocomplete="off"
        spellcheck="false"
        .value=${query}
        @input=${({ target }: InputEvent) => {
          bar.onInput((target as HTMLInputElement).value);
        }}
        @keydown=${bar.onKeydown}
        @focus=${bar.onFocus}
        @blur=${bar.onFocus}
      />
    </label>
    ${renderToggle('as-list', words.asList, listIcon, isList, (isOn) => {
      bar.onView(isOn ? 'list' : 'grid');
    })}${isTyping === undefined ? nothing : renderToggle('typing', words.typing, keyboardIcon, isTyping, bar.onTyping)}`;
}

function renderToggle(
  name: string,
  label: string,
  icon: TemplateResult,
  isOn: boolean,
  onToggle: (isOn: boolean) => void,
): TemplateResult {
  return html`<button
    class="button plain tool ${name}"
    type="button"
    aria-pressed=${isOn}
    aria-label=${label}
    title=${label}
    @click=${() => {
      onToggle(!isOn);
    }}
  >
    ${icon}
  </button>`;
}
