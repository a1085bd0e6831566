import { definable } from '../base/definable.ts';
import { EposAdvice as Element } from '../advice/advice.ts';

export type { Definable } from '../base/definable.ts';

/** The class of `<epos-advice>`, defined by nothing but its `define()`. */
export const EposAdvice = /* @__PURE__ */ definable('epos-advice', Element);
export type EposAdvice = Element;
