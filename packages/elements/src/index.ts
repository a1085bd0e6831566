/**
 * The elements of EPOS Login. Importing this defines all of them; `@epos-login/elements/epos-…` defines one.
 *
 * @module
 */
export { EposAdvice } from './define/epos-advice.ts';
export { EposAppLinks } from './define/epos-app-links.ts';
export { EposContext } from './define/epos-context.ts';
export { EposHelp } from './define/epos-help.ts';
export { EposLogin } from './define/epos-login.ts';
export { EposLoginButton } from './define/epos-login-button.ts';
export { EposProviders } from './define/epos-providers.ts';
export { EposRegistration } from './define/epos-registration.ts';
export { EposRolePicker } from './define/epos-role-picker.ts';
export { EposSubsystems } from './define/epos-subsystems.ts';
export { EposUserMenu } from './define/epos-user-menu.ts';
export * from './events/events.ts';
export type { Language, Texts } from './texts/texts.ts';
export type { EposElement } from './base/epos-element.ts';
export type { ViewElement } from './base/view-element.ts';
export { tokens } from './styles/tokens.ts';
