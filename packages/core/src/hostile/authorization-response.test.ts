import { authorizationResponse } from './cases/authorization-response.ts';
import { hostile } from './suite.ts';

hostile('authorization response', authorizationResponse);
