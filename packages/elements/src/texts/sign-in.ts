import { Pack } from './pack.ts';
import { ruSignIn, type SignInTexts } from './ru.sign-in.ts';

export type { SignInTexts } from './ru.sign-in.ts';

export const signInTexts = new Pack<SignInTexts>(ruSignIn, {
  en: async () => (await import('./en.sign-in.ts')).enSignIn,
});
