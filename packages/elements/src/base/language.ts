import { first, type Language } from '../texts/first.ts';

const watchers = new Set<() => void>();
let observer: MutationObserver | undefined;

/** The language of an element: its nearest `lang`, through shadow roots, as far as the elements speak it; else Russian. */
export function languageOf(element: Element): Language {
  const tag = nearestLang(element).toLowerCase().split('-')[0] ?? '';
  return tag in first ? (tag as Language) : 'ru';
}

function nearestLang(element: Element): string {
  // Custom elements on a server have no `closest`; there only the own attribute is known.
  const found = 'closest' in element ? element.closest('[lang]') : (element as Element);
  if (found) return found.getAttribute('lang') ?? '';
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? nearestLang(root.host) : '';
}

/**
 * Calls back when a `lang` changes anywhere in the document. One observer serves all elements.
 *
 * @returns a function that ends the watch
 */
export function watchLanguage(onChange: () => void): () => void {
  observer ??= new MutationObserver(() => {
    for (const watcher of watchers) watcher();
  });
  if (watchers.size === 0) observer.observe(document, { subtree: true, attributeFilter: ['lang'] });
  watchers.add(onChange);
  return () => {
    watchers.delete(onChange);
    if (watchers.size === 0) observer?.disconnect();
  };
}
