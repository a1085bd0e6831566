import { createHash } from 'node:crypto';

/** By which a store finds the sessions of a person or of an SSO's session; it tells nobody who that is. */
export function labelOf(way: string, kind: 'sub' | 'sid', value: string): string {
  return createHash('sha256')
    .update(JSON.stringify([way, kind, value]))
    .digest('base64url');
}
