import type { CSSResult } from 'lit';

/** How many forms with the same sheet stand in a root. */
const users = new WeakMap<CSSStyleSheet, WeakMap<Document | ShadowRoot, number>>();
const sheets = new Map<string, CSSStyleSheet>();

/** The sheet of elements with this tag. It is written for `written`, and an element may be defined by another. */
export function sheetFor(tag: string, { cssText }: CSSResult, written: string): CSSStyleSheet {
  const known = sheets.get(tag);
  if (known) return known;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(tag === written ? cssText : cssText.replaceAll(`${written} `, `${tag} `));
  sheets.set(tag, sheet);
  return sheet;
}

/**
 * Gives a sheet to the tree that an element is in, as long as one of its kind stands there: once, however many do.
 *
 * @returns what takes it back
 */
export function adoptInRoot(element: Element, sheet: CSSStyleSheet): () => void {
  const root = element.getRootNode() as Document | ShadowRoot;
  // In a tree that is no part of a page there is nothing to style.
  if (!('adoptedStyleSheets' in root)) return () => undefined;
  const counts = users.get(sheet) ?? new WeakMap<Document | ShadowRoot, number>();
  users.set(sheet, counts);
  counts.set(root, (counts.get(root) ?? 0) + 1);
  // A page may have set its own list meanwhile.
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  return () => {
    const left = (counts.get(root) ?? 1) - 1;
    counts.set(root, left);
    if (left === 0) root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}
