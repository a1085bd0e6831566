import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, defaultClientConditions } from 'vite';
import { buildIfStale } from '../packages.ts';
import type { Epos } from './site.ts';

export const examples = path.resolve(import.meta.dirname, '../../examples');

export type Transport = 'direct' | 'gateway';

/** The bundle that pages without a build host themselves. */
export function buildElements(): Promise<string> {
  return buildIfStale('cdn');
}

/**
 * The page without a build: its own files, and at `/epos-login/` the bundle that such a page hosts itself. In its HTML
 * `%SSO%` and `%PORTAL%` stand for addresses that only the running demo knows; a copied page has real ones there. Over a
 * gateway it says in their place where that is: nothing else differs.
 */
export async function buildHtml(folder: string, { sso, portal }: Epos, over: Transport): Promise<string> {
  await cp(path.join(examples, 'html'), folder, { recursive: true, filter: (file) => !file.endsWith('package.json') });
  await cp(await buildElements(), path.join(folder, 'epos-login'), { recursive: true });
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.html')) continue;
    const file = path.join(folder, name);
    const source = await readFile(file, 'utf8');
    const page = over === 'direct' ? source : source.replace(directAttributes, 'gateway="/auth" portal="/api"');
    await writeFile(file, page.replaceAll('%SSO%', sso).replaceAll('%PORTAL%', portal));
  }
  return folder;
}

const directAttributes = /issuer="%SSO%"\s+client-id="[^"]*"\s+portal="%PORTAL%\/api"/;

/**
 * The subsystem on the SDK: an ordinary Vite project, configured as any is, by variables of its environment. Built at
 * each start, since the addresses become part of it; that takes less than a second.
 */
export async function buildSubsystem(folder: string, { sso, portal }: Epos, over: Transport): Promise<string> {
  const [gateway, api] = over === 'direct' ? ['', portal] : ['/auth', ''];
  await build({
    root: path.join(examples, 'subsystem'),
    logLevel: 'warn',
    resolve: { conditions: ['epos-source', ...defaultClientConditions] },
    define: {
      'import.meta.env.VITE_EPOS_ISSUER': JSON.stringify(sso),
      'import.meta.env.VITE_EPOS_PORTAL': JSON.stringify(api),
      'import.meta.env.VITE_EPOS_GATEWAY': JSON.stringify(gateway),
    },
    build: { outDir: folder, emptyOutDir: true },
  });
  return folder;
}
