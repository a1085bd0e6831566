import { tokenEndpoint } from './cases/token-endpoint.ts';
import { hostile } from './suite.ts';

hostile('token endpoint', tokenEndpoint);
