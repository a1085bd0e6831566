import { definable } from '../base/definable.ts';
import { EposLoginButton as Element } from '../login-button/login-button.ts';

export type { Definable } from '../base/definable.ts';

/** The class of `<epos-login-button>`, defined by nothing but its `define()`. */
export const EposLoginButton = /* @__PURE__ */ definable('epos-login-button', Element);
export type EposLoginButton = Element;
