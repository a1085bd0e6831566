import { defineConfig } from 'tsup';
import { browserFloor, lazyParts, library } from '../../scripts/library.ts';
import { ownCopies } from '../../scripts/own-copies.ts';

export default defineConfig({
  ...library(
    {
      index: 'src/index.ts',
      essentials: 'src/essentials.ts',
      contract: 'src/contract/contract.ts',
      direct: 'src/direct/direct.ts',
      'direct-on-demand': 'src/direct/on-demand.ts',
      gateway: 'src/gateway/gateway.ts',
      'gateway-on-demand': 'src/gateway/on-demand.ts',
      popup: 'src/popup/popup.ts',
      dpop: 'src/dpop/dpop.ts',
      par: 'src/par/par.ts',
      portal: 'src/portal/portal.ts',
      advice: 'src/advice/advice.ts',
      help: 'src/help/help.ts',
      registration: 'src/registration/registration.ts',
      claims: 'src/portal/claims/claims.ts',
      lms: 'src/portal/lms/lms.ts',
    },
    browserFloor,
    lazyParts(),
  ),
  esbuildPlugins: [
    ownCopies('direct/sign-out.ts', ['http/unreachable.ts']),
    ownCopies('http/http.ts', ['abortable/deadline.ts', 'http/unreachable.ts']),
    ownCopies('portal/portal-api.ts', ['http/endpoint.ts']),
    ownCopies('gateway/on-demand.ts', ['gateway/first-question.ts']),
    ownCopies('gateway', [
      'abortable/deadline.ts',
      'address/address.ts',
      'address/own-address.ts',
      'errors/demand.ts',
      'http/patience.ts',
      'http/unreachable.ts',
      'page/form-post.ts',
      'page/initiation.ts',
      'page/locks.ts',
      'page/loop-breaker.ts',
      'page/same-site.ts',
      'storage/storage.ts',
    ]),
  ],
});
