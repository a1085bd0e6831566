import { idToken } from './cases/id-token.ts';
import { hostile } from './suite.ts';

hostile('id token', idToken);
