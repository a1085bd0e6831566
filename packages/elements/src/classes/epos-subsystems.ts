import { definable } from '../base/scoped.ts';
import { EposSubsystems as Element } from '../subsystems/subsystems.ts';

export type { Definable } from '../base/scoped.ts';

/** The class of `<epos-subsystems>`, defined by nothing but its `define()`. */
export const EposSubsystems = /* @__PURE__ */ definable('epos-subsystems', Element);
export type EposSubsystems = Element;
