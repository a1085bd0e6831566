import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSandbox } from '@epos-login/sandbox';
import { buildHtml, buildSubsystem } from './demo/build.ts';
import { openSite } from './demo/site.ts';

type Sandbox = Awaited<ReturnType<typeof startSandbox>>;

export interface DemoOptions {
  /** The first of the ports that the demo takes; 0 takes any free ones. */
  port: number;
}

export interface Demo {
  /** The sandbox's start page: where a person begins. */
  url: string;
  /** Where every part answers, without a trailing slash. */
  origins: Sandbox['origins'] & { html: string; subsystem: string };
  sandbox: Sandbox;
  close(): Promise<void>;
}

/** Starts a whole EPOS and the two examples that sign in to it. */
export async function startDemo({ port }: DemoOptions): Promise<Demo> {
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(closers.splice(0).map((closePart) => closePart()));
  };
  try {
    // The sandbox must know where the journal answers, and the pages where the sandbox does: the places come first.
    const html = await openSite(port && port + 10);
    closers.push(() => html.close());
    const subsystem = await openSite(port && port + 11);
    closers.push(() => subsystem.close());
    const sandbox = await startSandbox({
      port,
      quiet: true,
      launch: { journal: { url: `${subsystem.origin}/`, initiate_login_uri: `${subsystem.origin}/` } },
      demo: [
        { title: 'Сайт школы с кнопкой входа', url: `${html.origin}/` },
        { title: 'Портал: весь вход на одной странице', url: `${html.origin}/page.html` },
        { title: 'Подсистема на SDK', url: `${subsystem.origin}/` },
      ],
    });
    closers.push(() => sandbox.close());

    const folder = await mkdtemp(path.join(tmpdir(), 'epos-demo-'));
    closers.push(() => rm(folder, { recursive: true }));
    const { sso, portal } = sandbox.origins;
    html.serve(await buildHtml(path.join(folder, 'html'), { sso, portal }), { sso, portal });
    subsystem.serve(await buildSubsystem(path.join(folder, 'subsystem'), { sso, portal }), { sso, portal });

    const origins = { ...sandbox.origins, html: html.origin, subsystem: subsystem.origin };
    return { url: `${sandbox.url}/`, origins, sandbox, close };
  } catch (error) {
    await close();
    throw error;
  }
}
