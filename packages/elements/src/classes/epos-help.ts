import { definable } from '../base/definable.ts';
import { EposHelp as Element } from '../help/help.ts';

export type { Definable } from '../base/definable.ts';

/** The class of `<epos-help>`, defined by nothing but its `define()`. */
export const EposHelp = /* @__PURE__ */ definable('epos-help', Element);
export type EposHelp = Element;
