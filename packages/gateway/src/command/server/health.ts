import type { Gateway } from '../../gateway.ts';
import type { Metrics } from '../watch/metrics.ts';

/** How long an answer about readiness is good for, in milliseconds: probes of many must not become load for the SSO. */
const freshness = 2000;

/** Answers the probes of load balancers and orchestrators. */
export class Health {
  readonly #gateway: Gateway;
  readonly #metrics: Metrics;
  #last: { readonly at: number; readonly parts: Promise<Readonly<Record<string, boolean>>> } | undefined;
  #stopping = false;

  constructor(gateway: Gateway, metrics: Metrics) {
    this.#gateway = gateway;
    this.#metrics = metrics;
  }

  /** From now on nobody is to send anybody here. */
  stop(): void {
    this.#stopping = true;
  }

  /** `undefined` for what is no probe. */
  async answer(path: string): Promise<{ readonly status: number; readonly body: object } | undefined> {
    // Alive means: it answers. A restart mends nothing of what is amiss with the SSO or Redis.
    if (path === '/health/live') return { status: 200, body: { status: 'alive' } };
    if (path !== '/health/ready') return undefined;
    if (this.#stopping) return { status: 503, body: { status: 'stopping' } };
    const parts = await this.#parts();
    const ready = Object.values(parts).every(Boolean);
    return { status: ready ? 200 : 503, body: { status: ready ? 'ready' : 'not ready', ...parts } };
  }

  async #parts(): Promise<Readonly<Record<string, boolean>>> {
    const now = performance.now();
    if (!this.#last || now - this.#last.at > freshness) {
      this.#last = { at: now, parts: this.#gateway.check().then((parts) => ({ ...parts })) };
    }
    const parts = await this.#last.parts;
    this.#metrics.ready(parts);
    return parts;
  }
}
