import { setTimeout as pause } from 'node:timers/promises';
import { createGateway, type Gateway } from '../gateway.ts';
import { loadConfig, type Config } from './config/config.ts';
import { createStore } from './config/store.ts';
import { createEsia } from './esia/esia.ts';
import { Health } from './server/health.ts';
import { adminServer, gatewayServer, listen, stop } from './server/servers.ts';
import { Log, type Write } from './watch/log.ts';
import { Metrics } from './watch/metrics.ts';
import { tracedFetch } from './watch/trace.ts';

/** A gateway that serves. */
export interface Running {
  readonly port: number;
  readonly adminPort: number | undefined;
  /** Says that it is not ready, lets others notice, ends what is under way, and lets everything go. */
  stop(): Promise<void>;
}

interface Made {
  readonly config: Config;
  readonly gateway: Gateway;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** @throws ConfigError, GatewayOptionsError */
async function make(file: string, write: Write): Promise<Made> {
  const config = loadConfig(file);
  const metrics = new Metrics();
  const log = new Log(write);
  const fetch = tracedFetch((input, init) => globalThis.fetch(input, init));
  const { url, providers } = config.gateway;
  const esia = config.esia && (await createEsia(config.esia, { url, fetch, log, metrics }));
  const store = await createStore(config.server.store, (error) => {
    metrics.storeFailed();
    log.failure('store_error', error);
  });
  try {
    const gateway = createGateway({
      ...config.gateway,
      ...(esia && { providers: { ...providers, esia } }),
      store,
      fetch,
      log(event) {
        metrics.heard(event);
        log.heard(event);
      },
    });
    return { config, gateway, metrics, log };
  } catch (error) {
    if (store.kind === 'store') await store.close();
    throw error;
  }
}

/** Whether the configuration can be used, and everything that it names answers. */
export async function check(file: string, write: Write): Promise<Readonly<Record<string, boolean>>> {
  const { gateway } = await make(file, write);
  const health = await gateway.check();
  await gateway.close();
  return { ...health };
}

export async function run(file: string, write: Write): Promise<Running> {
  const { config, gateway, metrics, log } = await make(file, write);
  const { listen: place, admin: adminPlace, shutdown } = config.server;
  const health = new Health(gateway, metrics);
  const parts = { config: config.server, gateway, health, metrics, log };
  const server = gatewayServer(parts);
  const admin = adminPlace && adminServer(parts);
  try {
    const { port } = await listen(server, place);
    const adminPort = admin && (await listen(admin, adminPlace)).port;
    log.line('info', 'started', { host: place.host, port, admin_port: adminPort });

    return {
      port,
      adminPort,
      async stop() {
        health.stop();
        log.line('info', 'stopping');
        // Who sends people here looks every few seconds.
        await pause(shutdown.delay);
        const { cut } = await stop(server, shutdown.timeout);
        await gateway.close();
        if (admin) await stop(admin, 0);
        log.line('info', 'stopped', { cut });
      },
    };
  } catch (error) {
    for (const open of [server, admin]) if (open?.listening) await stop(open, 0);
    await gateway.close();
    throw error;
  }
}
