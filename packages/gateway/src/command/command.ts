#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { GatewayOptionsError } from '../options/options-error.ts';
import { ConfigError } from './config/config.ts';
import { check, run } from './run.ts';

const help = `The gateway of EPOS Login: keeps tokens out of the browser.

Usage: epos-gateway --config gateway.json [--check]

  --config <file>  the configuration, in JSON: see docs/operating.md
  --check          reads it, asks the SSO and the store, and ends: 0 where all is well
  --help           this text

SIGTERM and SIGINT end it: it says that it is not ready, and lets end what is under way. A second one ends it at once.
`;

const write = (line: string) => {
  process.stdout.write(`${line}\n`);
};

/** `engines` is heard by npm alone, which merely warns of it. */
const oldest = 22;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      config: { type: 'string' },
      check: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const { config } = values;
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const { node } = process.versions;
  if (Number.parseInt(node, 10) < oldest)
    console.error(`node: ${node} is older than ${oldest}, the oldest that is tested`);
  if (config === undefined) throw new ConfigError('epos-gateway needs --config <file>; --help says more');
  if (values.check) {
    // What is found out goes to one place, why to another.
    const { parts, findings } = await check(config);
    for (const line of findings) console.error(line);
    for (const [part, can] of Object.entries(parts)) write(`${part}: ${can ? 'ok' : 'cannot be used'}`);
    if (Object.values(parts).includes(false)) process.exitCode = 1;
    return;
  }
  const starting = run(config, write);
  let asked = false;
  const stop = () => {
    if (asked) process.exit(1);
    asked = true;
    const stopped = starting.then((running) => running.stop());
    stopped.then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  // Before it serves: whoever sees the first line of its log may have had enough.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
  await starting;
}

main().catch((error: unknown) => {
  process.exitCode = 1;
  if (error instanceof ConfigError || error instanceof GatewayOptionsError) {
    if (!error.broken.length) console.error(error.message);
    for (const { field, rule } of error.broken) console.error(`${field}: ${rule}`);
    return;
  }
  const { code, message } = error as NodeJS.ErrnoException;
  const wrong = code?.startsWith('ERR_PARSE_ARGS') ?? false;
  console.error(wrong ? `${message}\n\n${help}` : error);
});
