import type { Cookies } from '../cookies/cookies.ts';
import type { Settings } from '../options/settings.ts';
import type { Sealer } from '../sealing/sealing.ts';
import { SealedList } from './sealed-list.ts';

/** A journey to the SSO that has begun in this browser and is to come back. */
export interface Transaction {
  readonly kind: 'sign-in' | 'sign-out';
  readonly way: string;
  /** Which provider the page named, for logs. */
  readonly provider: string;
  readonly state: string;
  readonly returnTo: string;
  /** In milliseconds since 1970. */
  readonly at: number;
  /** What the way needs again. */
  readonly keep: Readonly<Record<string, string>>;
  /** The session that the browser had, for the keeper. */
  readonly before?: string | undefined;
}

/** How long a person may take, in seconds: for a forgotten password, and a letter with a new one. */
const lifetime = 60 * 60;

/** The transactions of a browser: any instance can finish what another has begun, and nobody what began elsewhere. */
export class Transactions {
  readonly #list: SealedList<Transaction>;

  constructor(settings: Settings, sealer: Sealer) {
    this.#list = new SealedList(settings, sealer, { purpose: 'login', lifetime });
  }

  /** The one that this answer belongs to. */
  async find(cookies: Cookies, kind: Transaction['kind'], state: string | undefined): Promise<Transaction | undefined> {
    return (await this.#list.read(cookies)).find((one) => one.kind === kind && one.state === state);
  }

  /** The latest, for a way whose sign-out brings no `state` back. */
  async latest(cookies: Cookies, kind: Transaction['kind']): Promise<Transaction | undefined> {
    return (await this.#list.read(cookies)).findLast((one) => one.kind === kind);
  }

  async add(cookies: Cookies, transaction: Transaction): Promise<string[]> {
    return this.#list.write([...(await this.#list.read(cookies)), transaction]);
  }

  /** An answer is taken once. */
  async remove(cookies: Cookies, { state }: Transaction): Promise<string[]> {
    return this.#list.write((await this.#list.read(cookies)).filter((one) => one.state !== state));
  }
}
