import { first, type Language } from '../texts/first.ts';

/**
 * The language of an element: its nearest `lang`, through shadow roots, as far as the elements speak it; else Russian.
 *
 * @param alone - whether only the element's own attribute counts, which is all that a server knows
 */
export function languageOf(element: Element, alone: boolean): Language {
  const tag = ((alone ? element.getAttribute('lang') : nearestLang(element)) ?? '').toLowerCase().split('-')[0] ?? '';
  return Object.hasOwn(first, tag) ? tag : 'ru';
}

function nearestLang(element: Element): string | null {
  const found = element.closest('[lang]');
  if (found) return found.getAttribute('lang');
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? nearestLang(root.host) : '';
}
