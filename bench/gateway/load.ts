import autocannon from 'autocannon';

/** What a load came to. */
export interface Load {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

export interface LoadOptions {
  readonly url: string;
  readonly headers?: Record<string, string>;
  readonly requests: number;
  /** The status that every answer must have: an error is answered fast. */
  readonly status?: number;
}

const connections = 20;

/** Sends so many requests over twenty connections, each as soon as the one before is answered. */
export async function load({ url, headers = {}, requests, status = 200 }: LoadOptions): Promise<Load> {
  // What is compiled, connected and discovered once is none of what is measured.
  await autocannon({ url, headers, connections, amount: Math.min(requests, 2000) });
  const began = performance.now();
  const result = await autocannon({ url, headers, connections, amount: requests });
  // Its own duration is in whole seconds.
  const seconds = (performance.now() - began) / 1000;
  const { statusCodeStats = {}, errors, latency } = result;
  const others = Object.keys(statusCodeStats).filter((code) => code !== String(status));
  if (errors || others.length) {
    throw new Error(`${url}: ${errors} errors, and answers other than ${status}: ${JSON.stringify(statusCodeStats)}`);
  }
  return { perSecond: requests / seconds, p50: latency.p50, p99: latency.p99 };
}
