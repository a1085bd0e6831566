import type { LitElement } from 'lit';

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
