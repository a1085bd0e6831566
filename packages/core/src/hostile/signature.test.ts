import { signature } from './cases/signature.ts';
import { hostile } from './suite.ts';

hostile('signature', signature);
