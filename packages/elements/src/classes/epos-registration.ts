import { definable } from '../base/definable.ts';
import { EposRegistration as Element } from '../registration/registration.ts';

export type { Definable } from '../base/definable.ts';

/** The class of `<epos-registration>`, defined by nothing but its `define()`. */
export const EposRegistration = /* @__PURE__ */ definable('epos-registration', Element);
export type EposRegistration = Element;
