import { callback } from './cases/callback.ts';
import { hostile } from './suite.ts';

hostile('callback', callback);
