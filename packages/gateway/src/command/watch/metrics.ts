import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { GatewayEvent } from '../../log/events.ts';

/** What Prometheus reads. Labels hold names out of short lists, never anything that a request could choose freely. */
export class Metrics {
  readonly registry = new Registry();
  readonly #requests: Histogram<'endpoint' | 'method' | 'status'>;
  readonly #signIns: Counter<'provider' | 'result'>;
  readonly #refreshes: Counter<'provider' | 'result'>;
  readonly #signOuts: Counter<'scope'>;
  readonly #revoked: Counter;
  readonly #refused: Counter<'endpoint' | 'code'>;
  readonly #failures: Counter<'endpoint'>;
  readonly #tooLarge: Counter;
  readonly #storeErrors: Counter;
  readonly #ready: Gauge<'part'>;
  readonly #certificateEnd: Gauge<'provider'>;

  constructor() {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    const counter = <T extends string>(name: string, help: string, labelNames: readonly T[] = []) =>
      new Counter({ name: `epos_gateway_${name}`, help, labelNames: [...labelNames], registers });

    this.#requests = new Histogram({
      name: 'epos_gateway_request_duration_seconds',
      help: 'How long requests took until their answer began.',
      labelNames: ['endpoint', 'method', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    });
    this.#signIns = counter('sign_ins_total', 'Sign-ins by their result: ok, or an error code.', [
      'provider',
      'result',
    ]);
    this.#refreshes = counter('refreshes_total', 'Renewals of tokens by their result: ok, or an error code.', [
      'provider',
      'result',
    ]);
    this.#signOuts = counter('sign_outs_total', 'Sign-outs by persons: here, or everywhere.', ['scope']);
    this.#revoked = counter('revoked_sessions_total', 'Sessions that the SSO has ended.');
    this.#refused = counter('refused_total', 'Requests that were not served, by problem code.', ['endpoint', 'code']);
    this.#failures = counter('failures_total', 'Faults of the gateway itself.', ['endpoint']);
    this.#tooLarge = counter('session_too_large_total', 'Sessions that did not fit into cookies.');
    this.#storeErrors = counter('store_errors_total', 'Lost connections to the store.');
    this.#ready = new Gauge({
      name: 'epos_gateway_ready',
      help: 'Whether a part could be used when readiness was asked for last.',
      labelNames: ['part'],
      registers,
    });
    this.#certificateEnd = new Gauge({
      name: 'epos_gateway_certificate_expiry_timestamp_seconds',
      help: 'When the certificate ends by which the gateway signs for a provider, in seconds since 1970.',
      labelNames: ['provider'],
      registers,
    });
  }

  heard(event: GatewayEvent): void {
    switch (event.type) {
      case 'request':
        this.#requests.observe(
          { endpoint: event.endpoint, method: event.method, status: event.status },
          event.duration / 1000,
        );
        break;
      case 'signed_in':
        this.#signIns.inc({ provider: event.provider, result: 'ok' });
        break;
      case 'sign_in_failed':
        this.#signIns.inc({ provider: event.provider, result: event.code });
        break;
      case 'refreshed':
        this.#refreshes.inc({ provider: event.provider, result: 'ok' });
        break;
      case 'refresh_failed':
        this.#refreshes.inc({ provider: event.provider, result: event.code });
        break;
      case 'signed_out':
        this.#signOuts.inc({ scope: event.everywhere ? 'everywhere' : 'here' });
        break;
      case 'revoked':
        this.#revoked.inc(event.sessions);
        break;
      case 'refused':
        this.#refused.inc({ endpoint: event.endpoint, code: event.code });
        break;
      case 'failed':
        this.#failures.inc({ endpoint: event.endpoint });
        break;
      case 'session_too_large':
        this.#tooLarge.inc();
        break;
      case 'certificate_expires':
        this.certificateEnds(event.provider, event.validTo);
        break;
      case 'provider_unusable':
      case 'store_unusable':
        // Readiness tells it, for as long as it lasts.
        break;
    }
  }

  storeFailed(): void {
    this.#storeErrors.inc();
  }

  certificateEnds(provider: string, validTo: Date): void {
    this.#certificateEnd.set({ provider }, validTo.getTime() / 1000);
  }

  ready(parts: Readonly<Record<string, boolean>>): void {
    for (const [part, can] of Object.entries(parts)) this.#ready.set({ part }, can ? 1 : 0);
  }
}
