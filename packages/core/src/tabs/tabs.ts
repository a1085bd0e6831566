import type { Category } from '../contract/contract.ts';
import type { Insides } from '../epos/insides.ts';
import type { Channel } from '../channel/channel.ts';
import type { Surroundings } from '../epos/surroundings.ts';
import { whoIn } from '../epos/who.ts';
import type { EposState, SignedOutReason } from '../state/state.ts';
import { readNews, type News } from './news.ts';

export interface TabsOptions {
  /** Names the session that the tabs share. */
  scope: string;
  digestOf: (sub: string) => Promise<string>;
  /** Hears what the tabs of a shared computer say about activity. */
  whenActive: (message: unknown) => void;
}

type Own = Pick<News, 'who' | 'category'>;

/**
 * What the tabs of one session (one origin, one `scope` of the transport) tell each other: who signed in, who signed
 * out, and in which category somebody works. By a channel at once; by a record in storage for a tab that was frozen,
 * kept by the back button's cache, or loaded this part later. Either works without the other.
 *
 * News is a reason to look, never a fact about a person: who is signed in, the transport says.
 */
export class Tabs {
  readonly #insides: Insides;
  readonly #surroundings: Surroundings;
  readonly #digestOf: (sub: string) => Promise<string>;
  readonly #name: string;
  readonly #whenActive: (message: unknown) => void;
  #channel: Channel | undefined;
  /** The last news told or heeded. */
  #known: News | undefined;
  /** Came at a bad moment. */
  #waiting: News | undefined;
  /** The category in which the session was begun elsewhere that is being looked for here. */
  #adopted: Category | undefined;
  /** What this tab was last seen at, so that each change is told once. */
  #own: Own | undefined;
  /** One thing after another: digests take time. */
  #queue: Promise<void> = Promise.resolve();

  constructor(insides: Insides, surroundings: Surroundings, { scope, digestOf, whenActive }: TabsOptions) {
    this.#insides = insides;
    this.#surroundings = surroundings;
    this.#digestOf = digestOf;
    this.#name = `epos-login:tabs:${scope}`;
    this.#whenActive = whenActive;
    const record = this.#read();
    // What stood in storage when the page found its session is no news to it; what was told since then is. A page that
    // has found none was told so by the SSO, later than all that stood there when it began to load.
    const { enteredAt = surroundings.loadedAt } = insides;
    if (record && (record.epoch <= enteredAt || record.epoch > insides.environment.clock.now() + 1))
      this.#known = record;
    else if (record && insides.enteredAt !== undefined) this.#enqueue(() => this.#heed(record));
    this.#listen();
    // An open channel keeps a page out of the back button's cache in browsers of the floor.
    if (!insides.sharedComputer) surroundings.on(['pagehide'], this.#close, insides.closed);
    surroundings.on(['pageshow'], this.#listen, insides.closed);
    insides.closed.addEventListener('abort', this.#close);
  }

  /** Looks whether something was told while this tab could not hear. */
  look(): void {
    const record = this.#read();
    if (record && record.epoch !== this.#known?.epoch) this.#enqueue(() => this.#heed(record));
  }

  /** Follows the journey: what happened here is told, and what was told at a bad moment is heeded. */
  follow(state: EposState): void {
    // At once: the page is about to be left.
    if (state.kind === 'redirecting' && state.to === 'sign-out' && this.#own?.who !== null) this.tell({ who: null });
    if (state.kind === 'signed-out') this.#forgetWho(state.reason);
    this.#enqueue(() => this.#follow());
  }

  tell(news: Omit<News, 'epoch'>): void {
    this.#known = { ...news, epoch: this.#insides.environment.clock.now() + Math.random() };
    this.#own = news;
    this.#insides.environment.storage.setItem(this.#name, JSON.stringify(this.#known));
    this.post(this.#known);
  }

  post(message: unknown): void {
    this.#channel?.post(message);
  }

  readonly #listen = (): void => {
    if (this.#insides.closed.aborted) return;
    this.#channel ??= this.#surroundings.channel(this.#name, (message) => {
      const news = readNews(message);
      if (news) this.#enqueue(() => this.#heed(news));
      else this.#whenActive(message);
    });
  };

  readonly #close = (): void => {
    this.#channel?.close();
    this.#channel = undefined;
  };

  #read(): News | undefined {
    try {
      return readNews(JSON.parse(this.#insides.environment.storage.getItem(this.#name) ?? ''));
    } catch {
      return undefined;
    }
  }

  /** Without cryptography there are no digests, and nothing is told. */
  #enqueue(work: () => Promise<void>): void {
    this.#queue = this.#queue.then(() => (this.#insides.closed.aborted ? undefined : work())).catch(() => undefined);
  }

  async #follow(): Promise<void> {
    const { state } = this.#insides.epos;
    if (this.#waiting) return this.#heed(this.#waiting);
    if (!('subsystems' in state)) return;
    const category = state.kind === 'ready' ? state.category : undefined;
    const who = await this.#digestOf(state.person.sub);
    if (this.#insides.epos.state !== state) return;
    const [own, known, adopted] = [this.#own, this.#known, this.#adopted];
    this.#own = { who, category };
    this.#adopted = undefined;
    if (own?.who === who && own.category === category) return;
    if (known?.who !== who) this.tell({ who, category });
    else if (adopted) await this.#choose(adopted, who);
    else if (category && known.category !== category) this.tell({ who, category });
  }

  /** As another tab has: that is no news to tell. */
  async #choose(category: Category, who: string | null): Promise<void> {
    const { epos } = this.#insides;
    const chosen = epos.chooseCategory(category);
    if (epos.state.kind === 'ready' && epos.state.category === category) this.#own = { who, category };
    await chosen;
  }

  /** Whoever signs in next is news, be it the same person. */
  #forgetWho(reason: SignedOutReason): void {
    if (reason === 'ended' && this.#known?.who) this.#insides.environment.storage.removeItem(this.#name);
    this.#known = this.#known && { ...this.#known, who: null };
    this.#own = this.#adopted = undefined;
  }

  async #heed(news: News): Promise<void> {
    const { connection, environment, epos } = this.#insides;
    const { state } = epos;
    // On the way to a provider or back: nothing may be dropped that the way needs.
    this.#waiting = state.kind === 'restoring' || state.kind === 'redirecting' ? news : undefined;
    if (this.#waiting) return;
    this.#known = news;
    const sub = whoIn(state);
    const who = sub === undefined ? null : await this.#digestOf(sub);
    if (epos.state !== state) return this.#heed(news);
    if (news.who === who) {
      if (news.category && 'subsystems' in state) await this.#choose(news.category, who);
      return;
    }
    if (who !== null) {
      connection.forget();
      environment.emit({ type: 'ended', reason: news.reason ?? 'elsewhere' });
      this.#known = news;
    }
    if (news.who === null) return;
    // What this device remembers may be older than what the other tab says.
    this.#adopted = news.category;
    environment.emit({ type: 'changed' });
  }
}
