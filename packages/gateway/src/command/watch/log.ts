import type { GatewayEvent } from '../../log/events.ts';
import { traces } from './trace.ts';

/** Writes one line. */
export type Write = (line: string) => void;

type Level = 'debug' | 'info' | 'warn' | 'error';

/** Who is told what happens. */
export type Teller = Pick<Log, 'line' | 'failure' | 'heard'>;

/** One JSON object a line, as collectors read it. */
export class Log {
  readonly #write: Write;

  constructor(write: Write) {
    this.#write = write;
  }

  line(level: Level, event: string, fields: Readonly<Record<string, unknown>> = {}): void {
    const trace = traces.getStore();
    this.#write(
      JSON.stringify({
        time: new Date().toISOString(),
        level,
        event,
        ...fields,
        ...(trace && { trace_id: trace.id }),
      }),
    );
  }

  /** An error as operators may see it. */
  failure(event: string, error: Error, fields: Readonly<Record<string, unknown>> = {}): void {
    const { name, code } = error as NodeJS.ErrnoException;
    const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
    this.line('error', event, {
      ...fields,
      error: { name, code, message: scrubbed(error.message), stack: frames.map((frame) => frame.trim()).slice(0, 10) },
    });
  }

  /** What the gateway tells holds nobody's data; its own errors may quote what they met. */
  heard(event: GatewayEvent): void {
    const { type, ...fields } = event;
    if (event.type === 'failed') this.failure('failed', event.error, { endpoint: event.endpoint });
    else if (event.type === 'request')
      this.line('info', 'request', { ...fields, duration: Math.round(event.duration) });
    // What is configured is nobody's data, and its addresses are what is to be told.
    else if (event.type === 'provider_unusable' || event.type === 'store_unusable')
      this.line(levels[event.type], type, fields);
    else if ('reason' in fields) this.line(levels[event.type], type, { ...fields, reason: scrubbed(fields.reason) });
    else this.line(levels[event.type], type, fields);
  }
}

const levels: Readonly<Record<Exclude<GatewayEvent['type'], 'failed' | 'request'>, Level>> = {
  signed_in: 'info',
  sign_in_failed: 'warn',
  refreshed: 'info',
  refresh_failed: 'warn',
  signed_out: 'info',
  revoked: 'info',
  refused: 'info',
  provider_unusable: 'error',
  store_unusable: 'error',
  certificate_expires: 'warn',
  session_too_large: 'error',
};

/**
 * Takes out of a text what may name a person or be a secret: queries of addresses, e-mail and network addresses, tokens
 * and long numbers (a СНИЛС, a telephone). 152-ФЗ counts an address and an identifier as personal data.
 */
export function scrubbed(text: string): string {
  return text
    .replaceAll(/\?[^\s'"]+/g, '?…')
    .replaceAll(/[^\s@'"<>]+@[^\s@'"<>]+/g, '…')
    .replaceAll(/\b\d{1,3}(\.\d{1,3}){3}\b/g, '…')
    .replaceAll(/\[?[\da-f]*(:[\da-f]*){2,}\]?/gi, '…')
    .replaceAll(/[\w+/=.~-]{32,}/g, '…')
    .replaceAll(/\+?\d[\d\s()-]{5,}\d/g, '…');
}
