import { definable } from '../base/definable.ts';
import { EposUserMenu as Element } from '../user-menu/user-menu.ts';

export type { Definable } from '../base/definable.ts';

/** The class of `<epos-user-menu>`, defined by nothing but its `define()`. */
export const EposUserMenu = /* @__PURE__ */ definable('epos-user-menu', Element, {
  bring: () => import('../user-menu/menu.ts'),
});
export type EposUserMenu = Element;
