import { session } from './cases/session.ts';
import { hostile } from './suite.ts';

hostile('session', session);
