/** As much of WebDriver (W3C, classic) as a walk over stories needs: WebKitGTK speaks nothing else. */
export interface Session {
  open(address: string): Promise<void>;
  /** Runs the body of an asynchronous function in the page, where `given` is what it is given. */
  run<Answer>(body: string, given: readonly unknown[]): Promise<Answer>;
  close(): Promise<void>;
}

/** Long enough for axe on the largest story of a busy machine. */
const patience = 120_000;

export async function openSession(port: number, capabilities: Record<string, unknown>): Promise<Session> {
  const root = `http://127.0.0.1:${port}/session`;
  const { sessionId } = await post<{ sessionId: string }>(root, { capabilities: { alwaysMatch: capabilities } });
  const session = `${root}/${sessionId}`;
  await post(`${session}/timeouts`, { script: patience, pageLoad: patience });
  return {
    async open(address) {
      await post(`${session}/url`, { url: address });
    },
    async run<Answer>(body: string, given: readonly unknown[]) {
      const { answer, failed } = await post<{ answer: Answer; failed?: string }>(`${session}/execute/async`, {
        script: `const [given, done] = arguments;
          (async (...given) => { ${body} })(...given)
            .then((answer) => done({ answer }), (error) => done({ failed: String(error) }));`,
        args: [given],
      });
      if (failed !== undefined) throw new Error(failed);
      return answer;
    },
    async close() {
      await fetch(session, { method: 'DELETE' });
    },
  };
}

async function post<Answer>(address: string, body: unknown): Promise<Answer> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { value } = (await response.json()) as { value: unknown };
  if (!response.ok) throw new Error(`${address}: ${JSON.stringify(value)}`);
  return value as Answer;
}
