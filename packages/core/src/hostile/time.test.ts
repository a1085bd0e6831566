import { time } from './cases/time.ts';
import { hostile } from './suite.ts';

hostile('time', time);
