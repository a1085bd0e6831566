import { keys } from './cases/keys.ts';
import { hostile } from './suite.ts';

hostile('keys', keys);
