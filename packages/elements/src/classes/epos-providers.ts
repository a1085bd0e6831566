import { definable } from '../base/definable.ts';
import { EposProviders as Element } from '../providers/providers.ts';

export type { Definable } from '../base/definable.ts';

/** The class of `<epos-providers>`, defined by nothing but its `define()`. */
export const EposProviders = /* @__PURE__ */ definable('epos-providers', Element);
export type EposProviders = Element;
