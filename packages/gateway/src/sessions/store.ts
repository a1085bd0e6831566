/** A session as a store holds it. */
export interface StoredSession {
  /** Opaque: encrypted by the gateway. */
  readonly value: string;
  /** In how many seconds the store forgets it. */
  readonly expiresIn: number;
}

/**
 * Where sessions are that do not live in cookies: one place for all instances of a gateway. It never sees what it keeps:
 * keys and labels are digests, values are encrypted. Beside sessions it keeps, without labels, how each sign-in ended (for
 * half a minute) and which logout tokens were taken (for some five minutes).
 *
 * Every method may reject, with any error: the gateway then answers 503 and takes nobody for signed out. None may hang:
 * a store has a time-out of its own.
 */
export interface SessionStore {
  readonly kind: 'store';
  /** The session, or `undefined` where there is none any more. */
  get(key: string): Promise<StoredSession | undefined>;
  /**
   * Keeps a new session for `seconds`.
   *
   * @param options `labels`: by which {@linkcode SessionStore.revoke} finds it: a session has two, a label many sessions;
   * `seconds`: how long
   */
  create(key: string, value: string, options: { labels: readonly string[]; seconds: number }): Promise<void>;
  /** Replaces the value and leaves the time. False, and nothing kept, where the session is gone: it was ended meanwhile. */
  replace(key: string, value: string): Promise<boolean>;
  /** Makes it last this many seconds from now. Does nothing where the session is gone. */
  touch(key: string, seconds: number): Promise<void>;
  /** Ends one session. */
  delete(key: string): Promise<void>;
  /** Ends every session that bears the label, and tells how many there were. */
  revoke(label: string): Promise<number>;
  /**
   * Runs `work` while nobody else, on any instance, runs any for this key. Rejects after a bounded wait. A holder that
   * dies lets go by and by.
   */
  lock<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** Rejects where the store cannot be used now: for readiness. */
  check(): Promise<void>;
  /** Lets connections go. */
  close(): Promise<void>;
}
