import { parts } from './cases/parts.ts';
import { hostile } from './suite.ts';

hostile('parts', parts);
