import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../packages.ts';
import { run } from '../run.ts';
import { findOrInstall, type Tool } from '../tools.ts';

const version = '26.7.3';

/** Keycloak 26 runs on Java 17 and 21; Debian's default is one of them. */
const java: Tool = {
  name: 'Java 17 or newer',
  variable: 'JAVA_PATH',
  commands: ['java'],
  debianPackages: ['default-jre-headless'],
};
const maven: Tool = {
  name: 'Maven',
  variable: 'MAVEN_PATH',
  commands: ['mvn'],
  debianPackages: ['maven', 'default-jre-headless'],
};

/** Where Keycloak stands unpacked and what runs it; downloaded first where it is missing. */
export async function findKeycloak(): Promise<{ home: string; java: string }> {
  const cache = path.join(root, 'node_modules/.cache/keycloak');
  const home = path.join(cache, `keycloak-${version}`);
  if (!existsSync(home)) await download(cache, home);
  return { home, java: findOrInstall(java) };
}

/** From Maven Central, by the mirrors of the machine's own Maven settings. */
async function download(cache: string, home: string): Promise<void> {
  console.error(`Downloading Keycloak ${version} (once, 170 MB)…`);
  const unpacked = path.join(cache, `unpacking-${process.pid}`);
  await mkdir(unpacked, { recursive: true });
  try {
    const code = await run(findOrInstall(maven), [
      ...['--batch-mode', '--quiet'],
      'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack',
      `-Dartifact=org.keycloak:keycloak-quarkus-dist:${version}:zip`,
      `-DoutputDirectory=${unpacked}`,
      // Outside of a project it would make a folder of that name, for its marks of what it has unpacked.
      `-Dproject.basedir=${unpacked}`,
    ]);
    if (code !== 0) throw new Error(`Maven could not bring Keycloak ${version} (exit code ${code}): see above.`);
    // At once and whole, or not at all: a download that was cut off must not be taken for Keycloak.
    await rename(path.join(unpacked, `keycloak-${version}`), home);
  } finally {
    await rm(unpacked, { recursive: true });
  }
}
