// `npm start`: a whole EPOS on this machine, and the examples that sign in to it.
import { startDemo } from './demo.ts';

const defaultPort = 4700;

function chosenPort(): number {
  const { EPOS_PORT: wish } = process.env;
  if (!wish) return defaultPort;
  const port = Number(wish);
  // The last parts stand twelve ports above the first.
  if (Number.isInteger(port) && port >= 0 && port <= 65_523) return port;
  fail(`EPOS_PORT is ${wish}, which is no port. Try: EPOS_PORT=4800 npm start`);
}

function fail(message: string): never {
  console.error(`\n${message}\n`);
  process.exit(1);
}

function explain(error: unknown): never {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code, port } = cause as NodeJS.ErrnoException & { port?: number };
    if (code !== 'EADDRINUSE' || port === undefined) continue;
    fail(
      `Port ${port} is taken. Stop the program that has it, or move the whole demo: EPOS_PORT=${port + 100} npm start`,
    );
  }
  throw error;
}

const starting = startDemo({ port: chosenPort() });
let stopping: Promise<never> | undefined;

async function stop(): Promise<never> {
  // A start that failed has already closed what it opened.
  const demo = await starting.catch(() => undefined);
  await demo?.close();
  process.exit(0);
}

// A terminal's Ctrl-C arrives twice: by itself, and handed on by the bootstrap. The bootstrap killed outright cannot hand
// anything on: then its channel closes.
for (const sign of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) {
  process.on(sign, () => {
    stopping ??= stop();
  });
}

const { url } = await starting.catch(explain);
console.log(`ready: ${url}`);
