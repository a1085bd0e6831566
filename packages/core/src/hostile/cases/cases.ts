import type { Case } from '../case.ts';
import { authorizationResponse } from './authorization-response.ts';
import { discovery } from './discovery.ts';
import { idToken } from './id-token.ts';
import { keys } from './keys.ts';
import { line } from './line.ts';
import { signature } from './signature.ts';
import { session } from './session.ts';
import { callback } from './callback.ts';
import { signOut } from './sign-out.ts';
import { portal } from './portal.ts';
import { storage } from './storage.ts';
import { parts } from './parts.ts';
import { time } from './time.ts';
import { tokenEndpoint } from './token-endpoint.ts';

/** Every case, for the server and for the page under test; a test for each stands in the file of its theme. */
export const cases: readonly Case[] = [
  ...discovery,
  ...authorizationResponse,
  ...idToken,
  ...time,
  ...signature,
  ...keys,
  ...tokenEndpoint,
  ...line,
  ...parts,
  ...storage,
  ...portal,
  ...signOut,
  ...callback,
  ...session,
];
