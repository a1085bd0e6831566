import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { TestRunnerPlugin } from '@web/test-runner';
import type { ServerAnswer, ServerRequest } from '../../packages/elements/src/test/server.ts';

const program = path.resolve(import.meta.dirname, '../../packages/elements/src/test/server.ts');

/** As strict as a page can be that shows what a server has drawn: not even a script may run. */
const policy = "default-src 'none'; style-src 'self'";

/**
 * The command `render-on-server`: markup in, markup with declarative shadow roots out. `/server-rendered?markup=…`
 * is a page of it under a strict policy, `/static-sheets/<tag>.css` the sheet that it links.
 */
export function serverRendering(): TestRunnerPlugin<string> {
  let server: Server | undefined;
  const ask = (request: { markup: string } | { sheet: string }): Promise<string> =>
    (server ??= new Server()).ask(request);
  return {
    name: 'server-rendering',
    serverStop() {
      server?.stop();
    },
    async executeCommand({ command, payload = '' }) {
      return command === 'render-on-server' ? ask({ markup: payload }) : undefined;
    },
    async serve({ path: asked, query }) {
      const sheet = /^\/static-sheets\/(.+)\.css$/.exec(asked)?.[1];
      if (sheet) return { body: await ask({ sheet }), type: 'css' };
      if (asked !== '/server-rendered') return undefined;
      const drawn = await ask({ markup: String(query.markup) });
      return {
        body: `<!doctype html><html lang="ru"><meta charset="utf-8"><title>-</title><body>${drawn}</body></html>`,
        type: 'html',
        headers: { 'Content-Security-Policy': policy },
      };
    },
  };
}

class Server {
  readonly #process: ChildProcess;
  readonly #waiting = new Map<number, (body: string) => void>();
  #last = 0;

  constructor() {
    this.#process = fork(program, { execArgv: ['--conditions=epos-source'] });
    this.#process.on('message', ({ id, body }: ServerAnswer) => {
      this.#waiting.get(id)?.(body);
      this.#waiting.delete(id);
    });
  }

  async ask(question: { markup: string } | { sheet: string }): Promise<string> {
    const request: ServerRequest = { id: ++this.#last, ...question };
    const answer = new Promise<string>((resolve) => this.#waiting.set(request.id, resolve));
    this.#process.send(request);
    return answer;
  }

  stop(): void {
    this.#process.kill();
  }
}
