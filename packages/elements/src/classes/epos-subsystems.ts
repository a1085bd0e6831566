import { definable } from '../base/definable.ts';
import { EposSubsystems as Element } from '../subsystems/subsystems.ts';

export type { Definable } from '../base/definable.ts';

/** The class of `<epos-subsystems>`, defined by nothing but its `define()`. */
export const EposSubsystems = /* @__PURE__ */ definable('epos-subsystems', Element, {
  bring: () => import('../subsystems/list.ts'),
});
export type EposSubsystems = Element;
