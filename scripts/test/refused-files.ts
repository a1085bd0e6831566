import type { TestRunnerConfig } from '@web/test-runner';

type Middleware = NonNullable<TestRunnerConfig['middleware']>[number];

/** Refuses a file at the first request with a name of its own, `?refused=name`: a line that fails, and is there again. */
export function refusedFiles(): Middleware {
  const refused = new Set<unknown>();
  return async (context, next) => {
    const { refused: name } = context.query;
    if (name === undefined || refused.has(name)) {
      await next();
      return;
    }
    refused.add(name);
    // Past the test runner, which would have the browser keep the answer for a year.
    context.respond = false;
    context.res.writeHead(503).end();
  };
}
