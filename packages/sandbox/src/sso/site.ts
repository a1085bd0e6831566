import type Provider from 'oidc-provider';
import { createPages, handlerOf } from '../listen/app.ts';
import type { Handler } from '../listen/listen.ts';
import type { EsiaBroker } from './broker.ts';
import { finishHtml } from './finish-html.ts';
import { logoutByForm } from './logout-by-form.ts';
import { createLogoutChain } from './logout-chain.ts';

/** Which paths are the sandbox's pages, not the provider's. */
const isOurs = /^\/($|\?|sign-in\/|assets\/|esia\/)/;

/** An OpenID Provider that brokers ESIA, as a site: its own answers as the sandbox wants them, and our pages beside. */
export function createSite(
  provider: Provider,
  origin: string,
  broker: EsiaBroker,
): { readonly app: ReturnType<typeof createPages>; readonly handler: Handler } {
  const chain = createLogoutChain(origin, broker);
  provider.on('server_error', (_context, error) => {
    console.error(error);
  });
  provider.use(finishHtml);
  provider.use(logoutByForm);
  provider.use(chain.middleware);

  const app = createPages();
  app.get('/esia/signed-out', (c) => chain.goOn(c));
  const ours = handlerOf(app);
  const theirs = provider.callback();
  return {
    app,
    handler(request, response) {
      if (isOurs.test(request.url ?? '/')) ours(request, response);
      else void theirs(request, response);
    },
  };
}
