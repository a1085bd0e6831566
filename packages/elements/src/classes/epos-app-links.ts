import { definable } from '../base/definable.ts';
import { EposAppLinks as Element } from '../app-links/app-links.ts';

export type { Definable } from '../base/definable.ts';

/** The class of `<epos-app-links>`, defined by nothing but its `define()`. */
export const EposAppLinks = /* @__PURE__ */ definable('epos-app-links', Element);
export type EposAppLinks = Element;
