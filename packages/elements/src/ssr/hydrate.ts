/**
 * For pages whose server has drawn the elements: imported before anything else, it lets them take over what stands
 * there. Without it they draw anew in its place.
 *
 * @module
 */
// First: Lit asks for it when it loads.
import '@lit-labs/ssr-client/lit-element-hydrate-support.js';
import { adoptStyles, LitElement } from 'lit';
import { EposElement } from '../base/epos-element.ts';

/** What is protected from the page is not from this file, which is a part of the class that few pages need. */
interface Insides extends HTMLElement {
  readonly updateComplete: Promise<boolean>;
  asServed: boolean;
  stateChanged(): void;
  createRenderRoot: (this: Insides) => HTMLElement | DocumentFragment;
}

const prototype = EposElement.prototype as unknown as Insides;
const drawAnew = prototype.createRenderRoot;

prototype.createRenderRoot = function (this: Insides) {
  const declared = this.shadowRoot;
  if (!declared) return drawAnew.call(this);
  // Lit takes the styles for rendered and does not adopt them.
  adoptStyles(declared, (this.constructor as typeof LitElement).elementStyles);
  this.asServed = true;
  void this.updateComplete.then(() => {
    this.asServed = false;
    this.stateChanged();
  });
  return (LitElement.prototype as unknown as Insides).createRenderRoot.call(this);
};
