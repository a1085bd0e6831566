import type { Case } from '../case.ts';
import { authorizationResponse } from './authorization-response.ts';
import { discovery } from './discovery.ts';
import { idToken } from './id-token.ts';

export const cases: readonly Case[] = [...discovery, ...authorizationResponse, ...idToken];
