import { define } from './epos-element.ts';
import { defineIn } from './scoped.ts';

/** What a class offers that defines nothing by being imported. */
export interface Definable {
  /**
   * Defines the element, unless the tag is taken already.
   *
   * @param tag - the tag to define it by. Default: its own
   * @param registry - where to define it. Default: the page's registry. The elements inside are defined there too
   *
   * @example
   * ```ts
   * import { EposLogin } from '@epos-login/elements/classes/epos-login';
   *
   * const registry = new CustomElementRegistry();
   * EposLogin.define('epos-login', registry);
   * ```
   */
  define(tag?: string, registry?: CustomElementRegistry): void;
}

/** Lets a class be defined by any tag and in any registry; `parts` are what else it has to be told. */
export function definable<Class extends CustomElementConstructor>(
  own: string,
  element: Class,
  parts: Partial<Class> = {},
): Class & Definable {
  return Object.assign(element, parts, {
    define(tag = own, registry = customElements) {
      if (registry !== customElements) defineIn(registry, { [tag]: element });
      // A registry knows a class by one name.
      else define(tag, tag === own ? element : class extends element {});
    },
  } satisfies Definable);
}
