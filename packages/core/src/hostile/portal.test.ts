import { portal } from './cases/portal.ts';
import { hostile } from './suite.ts';

hostile('portal', portal);
