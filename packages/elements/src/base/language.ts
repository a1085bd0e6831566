import { first, type Language } from '../texts/first.ts';

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
