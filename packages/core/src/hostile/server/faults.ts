import type { Endpoint, Logged, Places } from '../case.ts';

/** What the server knows when it is about to do something wrong. */
export interface Moment {
  readonly places: Places;
  /** How often this endpoint has been asked in this run, this time included. */
  readonly count: number;
  readonly request: Logged;
}

export type Fields = Record<string, unknown>;

/** Fields that replace what would be right; `undefined` leaves a field out. */
export type Overrides = Fields | ((moment: Moment, right: Fields) => Fields);

/** Another answer than the right one. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  /**
   * `drop` closes the connection without an answer, `cut` in the middle of the body, `hang` never answers, `trickle`
   * never ends the body, `flood` sends more than anybody wants.
   */
  readonly line?: 'drop' | 'cut' | 'hang' | 'trickle' | 'flood';
  /** Without permission for other origins. */
  readonly cors?: false;
}

/** The one rule that a run's server breaks. */
export interface Faults {
  readonly metadata?: Overrides;
  /** Parameters of the authorization response. */
  readonly answer?: Overrides;
  readonly header?: Overrides;
  readonly claims?: Overrides;
  /** Who signs: a key that nobody has published, the published EC key, or the client's identifier as a secret. */
  readonly signer?: 'unpublished' | 'EC' | 'secret' | ((moment: Moment) => 'published' | 'unpublished');
  readonly idToken?: (token: string, moment: Moment) => string | undefined;
  readonly token?: Overrides;
  readonly keys?: (keys: readonly JsonWebKey[], moment: Moment) => unknown;
  readonly reply?: Partial<Record<Endpoint, (moment: Moment) => Reply | undefined>>;
  /** Refresh tokens are issued, rotate, and are refused once spent. */
  readonly refreshes?: boolean;
  /** Binds tokens to the key of a proof (RFC 9449); with a nonce, proofs must hold it. */
  readonly proofs?: { readonly nonce?: string };
  /** The pages of the application bring these headers. */
  readonly page?: Record<string, string>;
}
