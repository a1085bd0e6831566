import { definable } from '../base/scoped.ts';
import { EposRolePicker as Element } from '../role-picker/role-picker.ts';

export type { Definable } from '../base/scoped.ts';

/** The class of `<epos-role-picker>`, defined by nothing but its `define()`. */
export const EposRolePicker = /* @__PURE__ */ definable('epos-role-picker', Element);
export type EposRolePicker = Element;
