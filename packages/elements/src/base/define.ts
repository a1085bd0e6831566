/** Defines an element, unless another copy of this library has done so: a second `define` would throw. */
export function define(tag: string, constructor: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, constructor);
}
