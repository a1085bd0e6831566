import { define } from './epos-element.ts';

/** Elements by tag. */
export type Elements = Readonly<Record<string, CustomElementConstructor>>;

/** Defines elements where their host is defined: its shadow root knows no others. */
export async function defineInside(host: Element, elements: Elements): Promise<void> {
  // Browsers that know one registry only do not say which it is.
  const registry = host.customElementRegistry as CustomElementRegistry | null | undefined;
  if (registry && registry !== customElements) (await import('./scoped.ts')).defineIn(registry, elements);
  else for (const [tag, element] of Object.entries(elements)) define(tag, element);
}
