import { startSandbox } from '@epos-login/sandbox';
import { memoryStore } from '../../packages/gateway/src/gateway.ts';
import { Browser, signIn, startGateway } from '../../packages/gateway/src/test/stage.ts';
import type { Document } from '../openapi/document.ts';
import { gatewayDocument, sessionCookie } from '../openapi/gateway.ts';
import type { FuzzStage } from './schemathesis.ts';

/** Over http it has no prefix, which browsers take over https alone. */
const plainCookie = sessionCookie.replace('__Host-', '');

/** Gateways before the sandbox, asked by a page of their own whose person is signed in. */
export async function gatewayStage(): Promise<FuzzStage> {
  const sandbox = await startSandbox({ port: 0, quiet: true });
  const document = JSON.parse(JSON.stringify(gatewayDocument()).replaceAll(sessionCookie, plainCookie)) as Document;
  // With the session in a cookie, a sign-out on the way does not end it for the requests that follow.
  const gateway = await startGateway(sandbox, { claims: ['acr'] });
  // Back-channel logout needs a store.
  const withStore = await startGateway(sandbox, { store: memoryStore() });
  // One of ten minutes later, when tokens are used up and the SSO wants to be left alone.
  const busy = await startGateway(sandbox, { fetch: leftAlone, clock: () => Date.now() + 600_000 });
  const browser = new Browser();
  await signIn(gateway, browser);
  const session = browser.cookie(plainCookie);
  if (session === undefined) throw new Error(`The sign-in left no cookie ${plainCookie}.`);
  const asPage = ({ origin, url }: typeof gateway) => ({ document, url, headers: { Origin: origin } });
  return {
    targets: [
      { ...asPage(gateway), auth: { session: { api_key: session } }, examples: 60 },
      { ...asPage(busy), auth: { session: { api_key: session } }, operation: 'refresh', examples: 20 },
      { ...asPage(withStore), operation: 'backchannelLogout', examples: 60 },
    ],
    async close() {
      await gateway.close();
      await withStore.close();
      await busy.close();
      await sandbox.close();
    },
  };
}

/** An SSO that still tells where it is, and answers nothing else. */
const leftAlone: typeof fetch = async (input, init) => {
  const { pathname } = new URL(input instanceof Request ? input.url : input);
  if (pathname.startsWith('/.well-known/')) return fetch(input, init);
  return new Response(null, { status: 429, headers: { 'retry-after': '7' } });
};
