/** What takes keys for itself, letters among them. */
const takesKeys =
  'input, textarea, select, [contenteditable]:not([contenteditable=false]), iframe, embed, object, audio, video, ' +
  ['textbox', 'searchbox', 'combobox', 'listbox', 'menu', 'menubar', 'tree', 'grid', 'radiogroup', 'application']
    .map((role) => `[role=${role}]`)
    .join();

/** What a key means for a search that waits: its beginning, the wish for it, or nothing. */
export type Meaning = 'letter' | 'wish' | undefined;

/**
 * Whether somebody begins to type with nothing to type into. Keys with a modifier are the browser's and the page's;
 * a space scrolls and presses.
 */
export function meaningOf(event: KeyboardEvent): Meaning {
  const { key, code, ctrlKey, metaKey, altKey, isComposing, defaultPrevented } = event;
  if (defaultPrevented || isComposing || ctrlKey || metaKey || altKey) return undefined;
  if ([...key].length !== 1 || key === ' ') return undefined;
  if (isTaken(event)) return undefined;
  // The key of the slash is the full stop in the Russian layout.
  return key === '/' || (key === '.' && code === 'Slash') ? 'wish' : 'letter';
}

function isTaken(event: KeyboardEvent): boolean {
  // Through all shadow roots: the document only knows their hosts.
  const path = event.composedPath();
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return [...path, active].some((target) => target instanceof Element && target.matches(takesKeys));
}
