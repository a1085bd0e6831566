import { createHmac, hkdfSync } from 'node:crypto';

/** Whose sessions: a person's, those of one session of the SSO, or a person's of which nobody knows the SSO's session. */
export interface Whose {
  readonly way: string;
  readonly kind: 'sub' | 'sid' | 'sub-without-sid';
  readonly value: string;
}

/**
 * By which a store finds the sessions of a person or of an SSO's session. Keyed: whoever reads the store could try every
 * `sub` there is against a plain digest, and learn who is signed in.
 */
export class Labels {
  readonly #keys: readonly Uint8Array[];

  /** @param keys the gateway's; these encrypt, so labels have keys of their own, derived from them (RFC 5869) */
  constructor(keys: readonly Uint8Array[]) {
    this.#keys = keys.map((key) => new Uint8Array(hkdfSync('sha256', key, '', '@epos-login/gateway label', 32)));
  }

  /** One by each key: sessions bear the first, and were given another while another key was the first. */
  of({ way, kind, value }: Whose): [string, ...string[]] {
    const [first, ...others] = this.#keys.map((key) =>
      createHmac('sha256', key)
        .update(JSON.stringify([way, kind, value]))
        .digest('base64url'),
    );
    if (first === undefined) throw new Error('There is no key to make a label by.');
    return [first, ...others];
  }
}
