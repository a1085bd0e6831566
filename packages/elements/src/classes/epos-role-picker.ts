import { definable } from '../base/definable.ts';
import { EposRolePicker as Element } from '../role-picker/role-picker.ts';

export type { Definable } from '../base/definable.ts';

/** The class of `<epos-role-picker>`, defined by nothing but its `define()`. */
export const EposRolePicker = /* @__PURE__ */ definable('epos-role-picker', Element);
export type EposRolePicker = Element;
