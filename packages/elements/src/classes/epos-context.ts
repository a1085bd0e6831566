import { definable } from '../base/definable.ts';
import { EposContext as Element } from '../context/context.ts';

export type { Definable } from '../base/definable.ts';

/** The class of `<epos-context>`, defined by nothing but its `define()`. */
export const EposContext = /* @__PURE__ */ definable('epos-context', Element);
export type EposContext = Element;
