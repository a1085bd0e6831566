import { eraseChunks, readChunks, writeChunks, writeCookie, type Cookies } from '../cookies/cookies.ts';
import type { Settings } from '../options/settings.ts';
import type { Sealer } from '../sealing/sealing.ts';
import { endOf, isUsedUp, type Found, type Grant, type Held, type Keeper, type Session } from './session.ts';

/** How young tokens are that another tab has just fetched, in milliseconds: nobody needs still younger ones. */
const young = 5000;

/** Sessions in the browser's own cookies. */
export class CookieKeeper implements Keeper {
  readonly renewsItself = false;
  readonly #settings: Settings;
  readonly #sealer: Sealer;
  readonly #name: string;
  readonly #endedName: string;

  constructor(settings: Settings, sealer: Sealer) {
    this.#settings = settings;
    this.#sealer = sealer;
    this.#name = `${settings.cookies.prefix}-session`;
    this.#endedName = `${settings.cookies.prefix}-ended`;
  }

  async find(cookies: Cookies): Promise<Found> {
    if (!cookies.has(this.#name)) return { reason: 'never' };
    const session = await this.#read(cookies);
    if (session?.version !== 1 || cookies.get(this.#endedName) === session.id) return { reason: 'ended' };
    const { clock, session: rules } = this.#settings;
    const end = endOf(session, this.#settings);
    const idleEnd = rules.sliding ? session.seenAt + rules.idle * 1000 : Number.POSITIVE_INFINITY;
    const left = Math.min(end, idleEnd) - clock();
    if (left <= 0) return { reason: idleEnd < end ? 'idle' : 'ended' };
    return { held: { session, expiresIn: Math.ceil(left / 1000) } };
  }

  async nameOf(cookies: Cookies): Promise<string | undefined> {
    return (await this.#read(cookies))?.id;
  }

  /** A refresh of the session before may answer after this, as after a sign-out: so that one is marked too. */
  async begin(session: Session, cookies: Cookies, before?: string): Promise<string[]> {
    const replaced = (await this.nameOf(cookies)) ?? before;
    return [...(await this.#write(session, cookies)), ...(replaced === undefined ? [] : [this.#mark(replaced)])];
  }

  async renew({ session, ...held }: Held, grant: Grant): Promise<Held> {
    const now = this.#settings.clock();
    const { refresh, obtainedAt } = session.tokens;
    const isYoung = now - obtainedAt < young && !isUsedUp(session.tokens, now);
    const tokens = refresh === undefined || isYoung ? session.tokens : await grant(session);
    const renewed = { ...session, tokens, seenAt: this.#settings.clock() };
    const { sliding, idle } = this.#settings.session;
    const end = Math.min(endOf(renewed, this.#settings), sliding ? renewed.seenAt + idle * 1000 : Infinity);
    return { ...held, session: renewed, expiresIn: Math.max(0, Math.ceil((end - renewed.seenAt) / 1000)) };
  }

  write({ session }: Held, cookies: Cookies): Promise<string[]> {
    return this.#write(session, cookies);
  }

  /** Only `refresh` writes the cookie: two answers that both set it would race. */
  slide(held: Held): Promise<Held> {
    return Promise.resolve(held);
  }

  end(): Promise<void> {
    return Promise.resolve();
  }

  /**
   * A refresh that another tab has begun may answer after the sign-out, and would bring the cookie back, on a shared
   * computer to whoever sits down next. So the browser remembers which session has ended.
   */
  erase(cookies: Cookies, ended?: Held): string[] {
    const mark = ended ? [this.#mark(ended.session.id)] : [];
    return [...eraseChunks(this.#settings.cookies, this.#name, cookies), ...mark];
  }

  /** Nothing but the browser's own cookies has to end. */
  postpone(): string[] {
    return [];
  }

  postponed(): Promise<Held[]> {
    return Promise.resolve([]);
  }

  settle(): string[] {
    return [];
  }

  async #read(cookies: Cookies): Promise<Session | undefined> {
    return (await this.#sealer.open('session', readChunks(cookies, this.#name) ?? '')) as Session | undefined;
  }

  async #write(session: Session, cookies: Cookies): Promise<string[]> {
    // Personal data that is only needed to leave, and half of what a cookie holds.
    const sealed = await this.#sealer.seal('session', { ...session, idToken: undefined });
    return writeChunks(this.#settings.cookies, this.#name, sealed, cookies);
  }

  #mark(id: string): string {
    return writeCookie(this.#settings.cookies, this.#endedName, id);
  }
}
