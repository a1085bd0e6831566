import { storage } from './cases/storage.ts';
import { hostile } from './suite.ts';

hostile('storage', storage);
