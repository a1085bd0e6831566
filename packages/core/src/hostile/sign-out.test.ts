import { signOut } from './cases/sign-out.ts';
import { hostile } from './suite.ts';

hostile('sign out', signOut);
