import type { Category } from '@epos-login/core';
import { html, type TemplateResult } from 'lit';
import type { HelpElementTexts } from '../texts/ru.help.ts';

export const categories: readonly Category[] = ['employee', 'parent', 'student'];

/** The choice of whom the instructions are for, of the WAI-ARIA tabs pattern: arrows move, and what they reach is shown. */
export function renderTabs(
  selected: Category,
  words: HelpElementTexts,
  onSelect: (category: Category) => void,
): TemplateResult {
  return html`<div
    class="tabs"
    role="tablist"
    aria-label=${words.helpHeading}
    @keydown=${(event: KeyboardEvent) => {
      onKeydown(event, selected, onSelect);
    }}
  >
    ${categories.map(
      (category) =>
        html`<button
          class="button quiet tab"
          part="tab"
          type="button"
          role="tab"
          id="tab-${category}"
          aria-controls="panel"
          aria-selected=${category === selected}
          tabindex=${category === selected ? 0 : -1}
          @click=${() => {
            onSelect(category);
          }}
        >
          ${words.helpFor[category]}
        </button>`,
    )}
  </div>`;
}

function onKeydown(event: KeyboardEvent, selected: Category, onSelect: (category: Category) => void): void {
  const list = event.currentTarget as HTMLElement;
  const forward = getComputedStyle(list).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const backward = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
  const at = categories.indexOf(selected);
  const steps: Record<string, number | undefined> = { [forward]: at + 1, [backward]: at - 1, Home: 0, End: -1 };
  const to = steps[event.key];
  const category = to === undefined ? undefined : categories.at(to % categories.length);
  if (!category || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  onSelect(category);
  list.querySelector<HTMLElement>(`#tab-${category}`)?.focus();
}
