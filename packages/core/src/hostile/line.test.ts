import { line } from './cases/line.ts';
import { hostile } from './suite.ts';

hostile('line', line);
