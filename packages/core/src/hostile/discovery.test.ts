import { discovery } from './cases/discovery.ts';
import { hostile } from './suite.ts';

hostile('discovery', discovery);
