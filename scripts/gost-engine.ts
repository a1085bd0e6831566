import { spawnSync } from 'node:child_process';
import { installOnDebian } from './tools.ts';

/**
 * OpenSSL with its GOST engine, the referee of what is signed and verified here: the command's name. Installed first
 * where it is missing and that can be done; else an error, for a referee that is skipped is none.
 */
export function findGostEngine(): string {
  const command = process.env.OPENSSL_PATH ?? 'openssl';
  const stands = () => spawnSync(command, ['engine', '-t', 'gost']).status === 0;
  const packages = { name: 'OpenSSL with the GOST engine', debianPackages: ['openssl', 'libengine-gost-openssl'] };
  if (stands() || (installOnDebian(packages) && stands())) return command;
  throw new Error(
    'The tests need OpenSSL with the GOST engine. Install it (Debian: openssl and libengine-gost-openssl, as root), ' +
      'or set OPENSSL_PATH to an openssl that has it, and run this again.',
  );
}
