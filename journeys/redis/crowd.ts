import { Browser, call, signIn } from '../../packages/gateway/src/test/stage.ts';

interface Place {
  readonly origin: string;
  readonly url: string;
}

/** What a crowd was told. */
export interface Answers {
  ok: number;
  /** Try again: 503 of a gateway. */
  unavailable: number;
  /** Nobody was there to answer, or nobody who is one of ours. */
  lost: number;
  /** That nobody is signed in. */
  signedOut: number;
  /** The portal's own 401: the token, of few seconds, was spent on the way. */
  spent: number;
  other: number;
}

/** People who are signed in, and use what they came for all at the same time. */
export class Crowd {
  readonly browsers: readonly Browser[];
  readonly answers: Answers = { ok: 0, unavailable: 0, lost: 0, signedOut: 0, spent: 0, other: 0 };
  readonly #place: Place;
  #working: Promise<unknown> | undefined;
  #resting = false;

  constructor(place: Place, browsers: readonly Browser[]) {
    this.#place = place;
    this.browsers = browsers;
  }

  goOn(): void {
    const paths = ['session', '/api/v1/me', '/api/v1/me/subsystems'];
    this.#working = Promise.all(
      this.browsers.map(async (browser) => {
        for (let step = 0; !this.#resting; step += 1) {
          this.answers[await this.#ask(browser, paths[step % paths.length] ?? '')] += 1;
        }
      }),
    );
  }

  /** Somebody new, again and again, until the crowd rests; resolves with how often it came to an end. */
  async signInAnew(): Promise<number> {
    let times = 0;
    while (!this.#resting) {
      const browser = new Browser();
      // A sign-in whose instance dies may have to be begun again: nobody has a session yet.
      const arrived = await signIn(this.#place, browser).catch(() => undefined);
      if (arrived?.status === 0 && (await this.#ask(browser, 'session')) === 'ok') times += 1;
    }
    return times;
  }

  async rest(): Promise<void> {
    this.#resting = true;
    await this.#working;
  }

  async #ask(browser: Browser, path: string): Promise<keyof Answers> {
    let response: Response;
    let body: { session?: object | null; code?: string };
    try {
      response = await call(this.#place, browser, path);
      body = (await response.json()) as typeof body;
    } catch {
      return 'lost';
    }
    const { status } = response;
    if (status === 200) return path === 'session' && !body.session ? 'signedOut' : 'ok';
    if (status === 401) return body.code === 'session_ended' ? 'signedOut' : 'spent';
    if (status === 502 && body.code === 'proxy') return 'lost';
    return status === 503 ? 'unavailable' : 'other';
  }
}
