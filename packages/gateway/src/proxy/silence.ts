import { inTime } from '../http/in-time.ts';

/** Notices when an upstream is silent for too long, before its answer or within it. */
export class Silence {
  readonly #patience: number;
  readonly #controller = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #broken = false;

  /** @param patience in milliseconds */
  constructor(patience: number) {
    this.#patience = patience;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Whether it was too long. */
  get broken(): boolean {
    return this.#broken;
  }

  /** Something has happened; from now on it is silent. */
  readonly stir = (): void => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#broken = true;
      this.#controller.abort(new Error('The upstream is silent for too long.'));
    }, this.#patience);
  };

  /** Nobody waits for the upstream now. */
  rest(): void {
    clearTimeout(this.#timer);
  }

  /** The body, which breaks off when it is silent for too long, and stops the upstream when nobody reads it any more. */
  over(body: ReadableStream<Uint8Array> | null): ReadableStream<Uint8Array> | null {
    const reader = body?.getReader();
    if (!reader) {
      this.rest();
      return null;
    }
    return new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          this.stir();
          try {
            const { done, value } = await inTime(reader.read(), this.signal);
            this.rest();
            if (done) controller.close();
            else controller.enqueue(value);
          } catch (error) {
            this.rest();
            controller.error(error);
            // It may not have listened to the signal.
            reader.cancel(error).catch(() => undefined);
          }
        },
        cancel: (reason) => {
          this.rest();
          this.#controller.abort(reason);
          return reader.cancel(reason).catch(() => undefined);
        },
      },
      { highWaterMark: 0 },
    );
  }
}
