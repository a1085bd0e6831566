#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { startSandbox } from './sandbox.ts';

const help = `A whole EPOS on one's own machine: SSO, RSAA, ESIA, portal, Контингент, mail.

Usage: epos-sandbox [--port 4700]

  --port <number>  the first of ten ports; 0 takes any free ones (default 4700)
  --help           this text

Ctrl-C ends it. Nothing is kept.
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: '4700' }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    console.log(help);
    return;
  }
  const sandbox = await startSandbox({ port: Number(values.port), quiet: true });
  const stop = () => {
    void sandbox.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  console.log(`Песочница ЭПОС: ${sandbox.url}`);
  console.log(`Issuer: ${sandbox.origins.sso}   Portal: ${sandbox.portalUrl}   Ctrl-C ends it.`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
