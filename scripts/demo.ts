import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { memoryStore } from '@epos-login/gateway';
import { startSandbox } from '@epos-login/sandbox';
import { createApp } from '../examples/gateway-hono/src/app.ts';
import { buildElements, buildHtml, buildSubsystem, examples, type Transport } from './demo/build.ts';
import { openSite, type Site } from './demo/site.ts';

type Sandbox = Awaited<ReturnType<typeof startSandbox>>;

export interface DemoOptions {
  /** The first of the ports that the demo takes; 0 takes any free ones. */
  port: number;
  /** How the page without a build and the subsystem on the SDK sign people in. Default: `direct`. */
  over?: Transport;
}

export interface Demo {
  /** The sandbox's start page: where a person begins. */
  url: string;
  /** Where every part answers, without a trailing slash. */
  origins: Sandbox['origins'] & { html: string; subsystem: string; server: string };
  sandbox: Sandbox;
  close(): Promise<void>;
}

/** Starts a whole EPOS and the three examples that sign in to it. */
export async function startDemo({ port, over = 'direct' }: DemoOptions): Promise<Demo> {
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(closers.splice(0).map((closePart) => closePart()));
  };
  const open = async (offset: number): Promise<Site> => {
    const site = await openSite(port && port + offset);
    closers.push(() => site.close());
    return site;
  };
  try {
    // The sandbox must know where the journal answers, and the pages where the sandbox does: the places come first.
    const [html, subsystem, server] = [await open(10), await open(11), await open(12)];
    const sandbox = await startSandbox({
      port,
      quiet: true,
      launch: { journal: { url: `${subsystem.origin}/`, initiate_login_uri: `${subsystem.origin}/` } },
      backchannelLogout: { 'epos-server': `${server.origin}/auth/backchannel-logout` },
      demo: [
        { title: 'Сайт школы с кнопкой входа', url: `${html.origin}/` },
        { title: 'Портал: весь вход на одной странице', url: `${html.origin}/page.html` },
        { title: 'Подсистема на SDK', url: `${subsystem.origin}/` },
        { title: 'Подсистема с сервером и шлюзом', url: `${server.origin}/` },
      ],
    });
    closers.push(() => sandbox.close());

    const folder = await mkdtemp(path.join(tmpdir(), 'epos-demo-'));
    closers.push(() => rm(folder, { recursive: true }));
    const { sso, portal } = sandbox.origins;
    const elements = await buildElements();
    const behindGateway = (site: Site, name: string, pages: string): void => {
      const { app, gateway } = createApp({
        origin: site.origin,
        issuer: sso,
        ...confidentialClient(sandbox),
        portal: sandbox.portalUrl,
        keys: [randomBytes(32)],
        store: memoryStore(),
        cookieName: `epos-${name}`,
        pages,
        elements,
      });
      closers.push(() => gateway.close());
      site.run(app);
    };
    const sites = {
      html: { site: html, pages: await buildHtml(path.join(folder, 'html'), { sso, portal }, over) },
      subsystem: {
        site: subsystem,
        pages: await buildSubsystem(path.join(folder, 'subsystem'), { sso, portal }, over),
      },
    };
    for (const [name, { site, pages }] of Object.entries(sites)) {
      if (over === 'gateway') behindGateway(site, name, pages);
      else site.serve(pages, { sso, portal });
    }
    behindGateway(server, 'server', path.join(examples, 'gateway-hono/pages'));

    const origins = { ...sandbox.origins, html: html.origin, subsystem: subsystem.origin, server: server.origin };
    return { url: `${sandbox.url}/`, origins, sandbox, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function confidentialClient({ clients }: Sandbox): { clientId: string; clientSecret: string } {
  const { clientId = '', clientSecret = '' } = clients.find(({ auth }) => auth === 'client_secret_basic') ?? {};
  return { clientId, clientSecret };
}
