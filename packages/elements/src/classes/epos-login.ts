import { definable } from '../base/definable.ts';
import { EposLogin as Element } from '../login/login.ts';

export type { Definable } from '../base/definable.ts';

/** The class of `<epos-login>`, defined by nothing but its `define()`. */
export const EposLogin = /* @__PURE__ */ definable('epos-login', Element);
export type EposLogin = Element;
