import { createHash, randomBytes } from 'node:crypto';
import { eraseChunks, eraseCookie, readChunks, writeChunks, writeCookie, type Cookies } from '../cookies/cookies.ts';
import type { Settings } from '../options/settings.ts';
import type { Sealer } from '../sealing/sealing.ts';
import type { Labels, Whose } from './labels.ts';
import {
  endOf,
  isUsedUp,
  SessionGoneError,
  type Found,
  type Grant,
  type Held,
  type Keeper,
  type Session,
} from './session.ts';
import type { SessionStore } from './store.ts';
import { UnsavedTokens } from './unsaved-tokens.ts';

/** How many sessions may wait for their end in one browser. */
const mostPostponed = 5;

/** How long an entry outlasts its session, in seconds, so that whoever comes back late can be told why it ended. */
const afterlife = 30 * 60;

/** Sessions in a store that all instances share; the cookie holds a random name that only its browser knows. */
export class StoreKeeper implements Keeper {
  readonly renewsItself = true;
  readonly #settings: Settings;
  readonly #sealer: Sealer;
  readonly #store: SessionStore;
  readonly #labels: Labels;
  readonly #name: string;
  readonly #endingName: string;
  /** One renewal of a session at a time here; the store sees to the other instances. */
  readonly #renewing = new Map<string, Promise<Held>>();
  readonly #unsaved = new UnsavedTokens();

  constructor(settings: Settings, sealer: Sealer, store: SessionStore, labels: Labels) {
    this.#settings = settings;
    this.#sealer = sealer;
    this.#store = store;
    this.#labels = labels;
    this.#name = `${settings.cookies.prefix}-session`;
    this.#endingName = `${settings.cookies.prefix}-ending`;
  }

  async find(cookies: Cookies): Promise<Found> {
    if (!cookies.has(this.#name)) return { reason: 'never' };
    const key = this.#keyOf(cookies);
    return key === undefined ? { reason: 'ended' } : this.#look(key);
  }

  nameOf(cookies: Cookies): Promise<string | undefined> {
    return Promise.resolve(this.#keyOf(cookies));
  }

  async begin(session: Session, cookies: Cookies, before?: string): Promise<string[]> {
    // A name that somebody may have known before the sign-in must not become a session (session fixation).
    const name = randomBytes(32).toString('base64url');
    const key = digest(name);
    const { way, sid, claims } = session;
    const label = (kind: Whose['kind'], value: string) => this.#labels.of({ way, kind, value })[0];
    const labels = [
      label('sub', claims.sub),
      sid === undefined ? label('sub-without-sid', claims.sub) : label('sid', sid),
    ];
    const seconds = this.#lifetimeOf(session);
    await this.#store.create(key, await this.#seal(key, session), { labels, seconds: seconds + afterlife });
    for (const old of new Set([this.#keyOf(cookies), before])) {
      // The new one stands: that an old one lies about until its end is no reason to refuse it.
      if (old !== undefined) await this.#store.delete(old).catch(() => undefined);
    }
    return writeChunks(this.#settings.cookies, this.#name, name, cookies);
  }

  renew(held: Held, grant: Grant, refused?: string): Promise<Held> {
    const { key = '' } = held;
    const renewing =
      this.#renewing.get(key) ??
      this.#store
        .lock(key, () => this.#renew(key, grant, refused))
        .finally(() => {
          this.#renewing.delete(key);
        });
    this.#renewing.set(key, renewing);
    return renewing;
  }

  write(): Promise<string[]> {
    return Promise.resolve([]);
  }

  async slide(held: Held): Promise<Held> {
    const { key = '', session, expiresIn } = held;
    const lifetime = this.#lifetimeOf(session);
    // Not at every request: a write for each reading would double the store's work.
    if (!this.#settings.session.sliding || expiresIn > lifetime * 0.95) return held;
    await this.#store.touch(key, lifetime + afterlife);
    return { ...held, expiresIn: lifetime };
  }

  async end({ key }: Held): Promise<void> {
    if (key === undefined) return;
    this.#unsaved.forget(key);
    await this.#store.delete(key);
  }

  erase(cookies: Cookies): string[] {
    return eraseChunks(this.#settings.cookies, this.#name, cookies);
  }

  /** By their keys: whoever sits down next could make a session of a name. */
  postpone(cookies: Cookies): string[] {
    const key = this.#keyOf(cookies);
    if (key === undefined) return [];
    const all = [...this.#endingIn(cookies), key].slice(-mostPostponed);
    const { cookies: rules, session } = this.#settings;
    return [writeCookie(rules, this.#endingName, all.join('.'), { maxAge: session.absolute })];
  }

  async postponed(cookies: Cookies): Promise<Held[]> {
    const found = await Promise.all(this.#endingIn(cookies).map((key) => this.#read(key)));
    return found.filter((held) => held !== undefined);
  }

  settle(cookies: Cookies): string[] {
    return cookies.has(this.#endingName) ? [eraseCookie(this.#settings.cookies, this.#endingName)] : [];
  }

  async #renew(key: string, grant: Grant, refused: string | undefined): Promise<Held> {
    const held = await this.#read(key);
    if (!held) return this.#gone(key);
    const { tokens } = held.session;
    const unsaved = this.#unsaved.of(key, tokens);
    const latest = unsaved ?? tokens;
    const isGood = latest.access !== refused && !isUsedUp(latest, this.#settings.clock());
    // Another instance may have been here first.
    if (isGood && !unsaved) return held;
    const renewed = isGood ? latest : await grant({ ...held.session, tokens: latest });
    this.#unsaved.keep(key, tokens, renewed);
    const session = { ...held.session, tokens: renewed };
    if (!(await this.#store.replace(key, await this.#seal(key, session)))) return this.#gone(key);
    this.#unsaved.forget(key);
    return { ...held, session };
  }

  #gone(key: string): never {
    this.#unsaved.forget(key);
    throw new SessionGoneError();
  }

  async #read(key: string): Promise<Held | undefined> {
    return (await this.#look(key)).held;
  }

  async #look(key: string): Promise<Found> {
    const stored = await this.#store.get(key);
    const opened = (stored && (await this.#sealer.open('session', stored.value))) as Sealed | undefined;
    // What was sealed for another key was put here by somebody who can write to the store and no more.
    if (!stored || opened?.key !== key) return { reason: 'ended' };
    const { session } = opened;
    const left = Math.ceil((endOf(session, this.#settings) - this.#settings.clock()) / 1000);
    if (left <= 0) return { reason: 'ended' };
    const idleLeft = stored.expiresIn - afterlife;
    if (idleLeft > 0) return { held: { key, session, expiresIn: Math.min(left, idleLeft) } };
    return { reason: this.#settings.session.sliding ? 'idle' : 'ended' };
  }

  #seal(key: string, session: Session): Promise<string> {
    return this.#sealer.seal('session', { key, session });
  }

  /** From now on, in seconds. */
  #lifetimeOf(session: Session): number {
    const { clock, session: rules } = this.#settings;
    const left = Math.ceil((endOf(session, this.#settings) - clock()) / 1000);
    return Math.max(1, rules.sliding ? Math.min(left, rules.idle) : left);
  }

  #endingIn(cookies: Cookies): string[] {
    const keys = (cookies.get(this.#endingName) ?? '').split('.').slice(-mostPostponed);
    return keys.filter((key) => /^[\w-]{43}$/.test(key));
  }

  #keyOf(cookies: Cookies): string | undefined {
    const name = readChunks(cookies, this.#name);
    return name !== undefined && /^[\w-]{43}$/.test(name) ? digest(name) : undefined;
  }
}

interface Sealed {
  readonly key: string;
  readonly session: Session;
}

/** Whoever reads the store must not be able to use what lies there as a cookie. */
function digest(name: string): string {
  return createHash('sha256').update(name).digest('base64url');
}
