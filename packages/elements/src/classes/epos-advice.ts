import { definable } from '../base/scoped.ts';
import { EposAdvice as Element } from '../advice/advice.ts';

export type { Definable } from '../base/scoped.ts';

/** The class of `<epos-advice>`, defined by nothing but its `define()`. */
export const EposAdvice = /* @__PURE__ */ definable('epos-advice', Element);
export type EposAdvice = Element;
