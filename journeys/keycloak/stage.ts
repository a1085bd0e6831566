/**
 * The stage of the tests with Keycloak: a Keycloak whose realm `epos` brokers its own realm `pk` as РСАА and the
 * sandbox's gateway as ЕСИА, the sandbox's portal, which takes Keycloak's tokens, a page on the SDK, and one Chromium;
 * and a gateway, whose options each test chooses.
 *
 * @module
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, beforeEach } from 'node:test';
import { memoryStore } from '@epos-login/gateway';
import { startSandbox, type Sandbox } from '@epos-login/sandbox';
import { launch, type Browser } from 'puppeteer-core';
import { startGateway, type ChangingStage } from '../../packages/gateway/src/test/stage.ts';
import { chromiumFlags, findChromium } from '../../scripts/browsers.ts';
import { openSite } from '../../scripts/demo/site.ts';
import { freePort } from '../../scripts/free-port.ts';
import { startKeycloak, type Keycloak } from '../../scripts/keycloak/server.ts';
import { sendAway, Visitor } from '../harness/visitor.ts';
import { buildPage } from './build-page.ts';
import { createRealms } from './realms.ts';

interface Stage {
  readonly keycloak: Keycloak;
  readonly sandbox: Sandbox;
  readonly browser: Browser;
  /** The origin of the page. */
  readonly page: string;
  /** The realm `epos`. */
  readonly issuer: string;
  /** Known to realm `epos` by its secret, and with sessions in its memory, unless a test makes it another one. */
  readonly gateway: ChangingStage;
}

let opened: Promise<Stage> | undefined;
const closers: (() => Promise<unknown>)[] = [];
const visitors = new Set<Visitor>();

export function stage(): Promise<Stage> {
  return (opened ??= open());
}

async function open(): Promise<Stage> {
  const port = await freePort();
  const issuer = `http://localhost:${port}/realms/epos`;
  const sandbox = await startSandbox({
    port: 0,
    quiet: true,
    trustedIssuers: [{ issuer, jwksUri: `${issuer}/protocol/openid-connect/certs` }],
  });
  closers.push(() => sandbox.close());
  const keycloak = await startKeycloak(port);
  closers.push(() => keycloak.close());

  const site = await openSite(0);
  closers.push(() => site.close());
  const folder = await mkdtemp(path.join(tmpdir(), 'epos-keycloak-page-'));
  closers.push(() => rm(folder, { recursive: true }));
  const { portal, esia, esiaGateway } = sandbox.origins;
  await buildPage(folder, { issuer, portal });
  // Keycloak redirects straight on: to the provider's sign-out and back to the page.
  const signOutLeadsTo = [esiaGateway, esia, site.origin];
  site.serve(folder, { sso: keycloak.origin, portal, signOutLeadsTo });

  const gateway = await startGateway(sandbox, { issuer, store: memoryStore() });
  closers.push(() => gateway.close());
  await createRealms(keycloak.admin, {
    EPOS_KEYCLOAK: keycloak.origin,
    EPOS_ESIA_GATEWAY: esiaGateway,
    EPOS_GATEWAY: gateway.origin,
    EPOS_GATEWAY_KEYS: JSON.stringify({ keys: [publicHalf(keyOf(sandbox))] }),
    EPOS_PAGE: site.origin,
    EPOS_PORTAL: portal,
  });
  const browser = await launch({
    executablePath: findChromium(),
    args: [...chromiumFlags, '--lang=ru'],
  });
  closers.push(() => browser.close());
  return { keycloak, sandbox, browser, page: site.origin, issuer, gateway };
}

/** The private key of the gateway as client `epos-server-jwt`: the sandbox makes one anew each time. */
export function keyOf({ clients }: Sandbox): Readonly<Record<string, unknown>> {
  const key = clients.find(({ clientId }) => clientId === 'epos-server-jwt')?.privateKey;
  if (!key) throw new Error('The sandbox has no key for epos-server-jwt.');
  return { ...key };
}

function publicHalf({ d: _, ...rest }: Readonly<Record<string, unknown>>): object {
  return rest;
}

/** A person at a fresh browser, on the page: the plain one, or one of its variants. */
export async function visit(path: '/' | '/bound/' | '/pushed/' = '/'): Promise<Visitor> {
  const { browser, page } = await stage();
  const visitor = await Visitor.enter(await browser.createBrowserContext());
  visitors.add(visitor);
  await visitor.open(`${page}${path}`);
  return visitor;
}

before(async () => {
  await stage();
});

beforeEach(async () => {
  const { sandbox } = await stage();
  sandbox.control.reset();
});

afterEach(() => sendAway(visitors));

after(async () => {
  await opened?.catch(() => undefined);
  for (const close of closers.reverse()) await close();
});
