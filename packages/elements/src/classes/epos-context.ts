import { definable } from '../base/scoped.ts';
import { EposContext as Element } from '../context/context.ts';

export type { Definable } from '../base/scoped.ts';

/** The class of `<epos-context>`, defined by nothing but its `define()`. */
export const EposContext = /* @__PURE__ */ definable('epos-context', Element);
export type EposContext = Element;
