/** Ways to sign in beside the OpenID Provider, behind one interface. @module */
export { ProviderError, type ProviderErrorCode, type ProviderErrorDetails } from './provider-error.ts';
export type {
  ProviderBeginning,
  ProviderModule,
  ProviderNotice,
  ProviderRequest,
  ProviderReturn,
  ProviderSignIn,
  ProviderTokens,
} from './provider.ts';
