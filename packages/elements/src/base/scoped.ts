import type { LitElement } from 'lit';
import { define } from './epos-element.ts';

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

/** Lets a class be defined by any tag and in any registry. */
export function definable<Class extends CustomElementConstructor>(own: string, element: Class): Class & Definable {
  return Object.assign(element, {
    define(tag = own, registry = customElements) {
      if (registry !== customElements) defineIn(registry, { [tag]: element });
      // A registry knows a class by one name.
      else define(tag, tag === own ? element : class extends element {});
    },
  } satisfies Definable);
}

/** Defines elements in a registry of their own. */
export function defineIn(
  registry: CustomElementRegistry,
  elements: Readonly<Record<string, CustomElementConstructor>>,
): void {
  for (const [tag, element] of Object.entries(elements)) {
    if (!registry.get(tag)) registry.define(tag, scoped(element as unknown as typeof LitElement, registry));
  }
}

/** The element with a shadow root that knows this registry: by default every shadow root knows the page's. */
function scoped(element: typeof LitElement, registry: CustomElementRegistry): CustomElementConstructor {
  return class extends element {
    override attachShadow(options: ShadowRootInit): ShadowRoot {
      this.renderOptions.creationScope = {
        importNode: <Copied extends Node>(node: Copied) =>
          document.importNode(node, { customElementRegistry: registry }),
      };
      return super.attachShadow({ ...options, customElementRegistry: registry });
    }
  };
}
