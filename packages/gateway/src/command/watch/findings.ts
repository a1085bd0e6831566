import type { GatewayEvent } from '../../log/events.ts';
import type { Teller } from './log.ts';

/** What `--check` finds out, each once, in a line for whoever sits before it. */
export class Findings implements Teller {
  readonly #lines = new Set<string>();

  get lines(): readonly string[] {
    return [...this.#lines];
  }

  line(_level: string, event: string): void {
    this.#add(event);
  }

  failure(event: string, error: Error): void {
    // Where several addresses were tried, Node's error has nothing but a code.
    const { code, message } = error as NodeJS.ErrnoException;
    this.#add([event, message || code].join(': '));
  }

  heard(event: GatewayEvent): void {
    if (event.type === 'provider_unusable') this.#add(`${event.provider}: ${event.code}: ${event.reason}`);
    if (event.type === 'store_unusable') this.#add(`store: ${event.reason}`);
    if (event.type === 'certificate_expires') {
      this.#add(`${event.provider}: the certificate ends on ${event.validTo.toISOString().slice(0, 10)}`);
    }
  }

  /** What others have said must not move a terminal's cursor. */
  #add(line: string): void {
    this.#lines.add(line.replaceAll(/\p{Cc}+/gu, ' '));
  }
}
