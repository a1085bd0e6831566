import { createEpos, portalApi, type Epos } from '@epos-login/core';
import { gateway } from '@epos-login/core/gateway';
import { expect } from '@open-wc/testing';
import { setupWorker } from 'msw/browser';
import { meOf } from '../answers/answers.ts';
import { gatewayHandlers, type GatewayHandlersOptions } from './gateway-handlers.ts';
import { portalHandlers } from './portal-handlers.ts';

const worker = setupWorker();

describe('the SDK over a gateway of handlers', () => {
  let epos: Epos;

  before(async () => {
    await worker.start({ quiet: true, onUnhandledFrame: 'bypass' });
  });
  after(async () => {
    await worker.stop();
  });
  afterEach(() => {
    epos.close();
    localStorage.clear();
    sessionStorage.clear();
  });

  function use(options: GatewayHandlersOptions = {}): void {
    const [auth, api] = [`${location.origin}/auth`, `${location.origin}/api`];
    worker.resetHandlers(...gatewayHandlers({ url: auth, ...options }), ...portalHandlers({ url: api }));
    epos = createEpos({ transport: gateway({ url: '/auth' }), portal: portalApi('/api') });
  }

  it('finds the person, and signs out', async () => {
    use();
    const state = await epos.ready();
    expect(state).to.have.nested.property('person.sub', meOf('teacher').person.sub);
    await epos.signOut();
    expect(epos.state).to.deep.equal({ kind: 'signed-out', reason: 'never' });
  });

  it('finds nobody, and why', async () => {
    use({ person: null, reason: 'idle' });
    expect(await epos.ready()).to.deep.equal({ kind: 'signed-out', reason: 'idle' });
  });

  it('meets faults', async () => {
    use({ faults: { session: { kind: 'problem', code: 'unavailable', retryAfter: 60 } } });
    const state = await epos.ready();
    expect(state).to.have.nested.property('error.code', 'unavailable');
    expect(state).to.have.nested.property('error.retryAfter', 60);
  });
});
