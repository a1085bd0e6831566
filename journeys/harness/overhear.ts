import { mock } from 'node:test';
import type { Visitor } from './visitor.ts';

const names = ['access_token', 'refresh_token', 'id_token'];

/** The tokens that the SSO gives to servers of this process, from now on: the gateways ask by its `fetch`. */
export function overhearTokens(): { readonly tokens: ReadonlySet<string>; readonly stop: () => void } {
  const real = globalThis.fetch;
  const tokens = new Set<string>();
  const spy = mock.method(globalThis, 'fetch', async (...asked: Parameters<typeof fetch>) => {
    const answer = await real(...asked);
    if (!answer.headers.get('content-type')?.includes('json')) return answer;
    const body = (await answer.clone().json()) as Record<string, unknown> | null;
    for (const name of names) if (typeof body?.[name] === 'string') tokens.add(body[name]);
    return answer;
  });
  return {
    tokens,
    stop() {
      spy.mock.restore();
    },
  };
}

/** Everything that this visitor's page is told or says by itself, from now on: answers as scripts may read them. */
export function overhearPage({ page }: Visitor): () => Promise<string[]> {
  const heard: Promise<string>[] = [];
  page.on('request', (request) => {
    const asked = [request.url(), JSON.stringify(request.headers())].join('\n');
    heard.push(request.fetchPostData().then((body) => `${asked}\n${body ?? ''}`));
  });
  page.on('response', (response) => {
    const { 'set-cookie': _, ...headers } = response.headers();
    const said = [response.url(), JSON.stringify(headers)].join('\n');
    // Redirects have no body.
    heard.push(
      response.text().then(
        (text) => `${said}\n${text}`,
        () => said,
      ),
    );
  });
  return () => Promise.all(heard);
}

/** What this page's scripts can get at: the tree with every shadow root, all storage, and the whole memory. */
export async function readableIn({ page }: Visitor): Promise<string[]> {
  const kept = await page.evaluate(async () => {
    const trees: string[] = [];
    const read = (root: Document | ShadowRoot): void => {
      trees.push(root instanceof Document ? root.documentElement.outerHTML : root.innerHTML);
      for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) read(shadowRoot);
    };
    read(document);
    const databases = await indexedDB.databases();
    const storages = [localStorage, sessionStorage].map((storage) => JSON.stringify(Object.entries(storage)));
    return [
      ...trees,
      ...storages,
      JSON.stringify(databases),
      document.cookie,
      location.href,
      JSON.stringify(history.state),
    ];
  });
  return [...kept, await memoryOf(page)];
}

async function memoryOf(page: Visitor['page']): Promise<string> {
  const session = await page.createCDPSession();
  const pieces: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => pieces.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return pieces.join('');
}
