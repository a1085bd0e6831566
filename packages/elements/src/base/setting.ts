import { EposElement } from './epos-element.ts';

/** What the page has said by an attribute on this element, or on one around it: `<epos-advice>`, `<epos-login>`. */
export function settingOf(element: Element, attribute: string): string | undefined {
  const own = element.getAttribute(attribute);
  if (own !== null) return own;
  const { host } = element.getRootNode() as Partial<ShadowRoot>;
  // Another's component may mean another thing by the name.
  return host instanceof EposElement ? settingOf(host, attribute) : undefined;
}
