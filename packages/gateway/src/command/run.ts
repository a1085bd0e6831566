import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { createGateway, type Gateway } from '../gateway.ts';
import { ConfigError, loadConfig, type Config, type ServerConfig } from './config/config.ts';
import { createStore } from './config/store.ts';
import { createEsia } from './esia/esia.ts';
import { Health } from './server/health.ts';
import { adminServer, gatewayServer, listen, stop } from './server/servers.ts';
import { Findings } from './watch/findings.ts';
import { Log, type Teller, type Write } from './watch/log.ts';
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
}

/** What is found out of a configuration. */
export interface Checked {
  readonly parts: Readonly<Record<string, boolean>>;
  /** Why a part cannot be used, and what else is worth a word: a line each. */
  readonly findings: readonly string[];
}

/** @throws ConfigError, GatewayOptionsError */
async function make(file: string, log: Teller): Promise<Made> {
  const config = loadConfig(file);
  const metrics = new Metrics();
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
    return { config, gateway, metrics };
  } catch (error) {
    if (store.kind === 'store') await store.close();
    throw error;
  }
}

/** Whether the configuration can be used, and everything that it names answers. */
export async function check(file: string): Promise<Checked> {
  const findings = new Findings();
  const { gateway } = await make(file, findings);
  const parts = { ...(await gateway.check()) };
  await gateway.close();
  return { parts, findings: findings.lines };
}

export async function run(file: string, write: Write): Promise<Running> {
  const log = new Log(write);
  const { config, gateway, metrics } = await make(file, log);
  const { listen: place, admin: adminPlace, shutdown } = config.server;
  const health = new Health(gateway, metrics);
  const parts = { config: config.server, gateway, health, metrics, log };
  const server = gatewayServer(parts);
  const admin = adminPlace && adminServer(parts);
  try {
    const { port } = await open('listen', server, place);
    const adminPort = admin && (await open('admin', admin, adminPlace)).port;
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
    for (const one of [server, admin]) if (one?.listening) await stop(one, 0);
    await gateway.close();
    throw error;
  }
}

/** What a server refuses is told by the field that says where it is to be. */
async function open(field: string, server: Server, place: ServerConfig['listen']): Promise<AddressInfo> {
  try {
    return await listen(server, place);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    const why = code === 'EADDRINUSE' ? 'is taken' : 'cannot be had';
    throw new ConfigError('There is no place to listen at', [
      { field, rule: `${place.host}:${place.port} ${why} (${code})` },
    ]);
  }
}
