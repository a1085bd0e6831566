import { createEpos, portalApi, type EposState } from '@epos-login/core';
import { expect } from '@open-wc/testing';
import { setupWorker } from 'msw/browser';
import { fixtureTransport } from '../fixture-transport/fixture-transport.ts';
import { portalHandlers, type PortalHandlersOptions } from './portal-handlers.ts';

const worker = setupWorker();

/** What a page comes to whose session stands and whose portal is this one. */
async function arrival(options: PortalHandlersOptions): Promise<EposState> {
  worker.resetHandlers(...portalHandlers(options));
  const epos = createEpos({
    transport: fixtureTransport({ person: 'parent', restored: { kind: 'session', interactive: false } }),
    portal: portalApi(`${location.origin}/api`),
  });
  const arrived = new Promise<EposState>((resolve) => {
    epos.subscribe((state) => {
      if (state.kind === 'failed' || (state.kind === 'ready' && state.subsystems.kind !== 'loading')) resolve(state);
    });
  });
  await epos.ready();
  return arrived.finally(() => {
    epos.close();
  });
}

describe('portalHandlers in a browser', () => {
  before(async () => {
    await worker.start({ quiet: true, onUnhandledFrame: 'bypass' });
  });
  after(async () => {
    await worker.stop();
  });

  it('answers the real portal client', async () => {
    const state = await arrival({ person: 'parent' });
    expect(state.kind === 'ready' && state.person.name).to.equal('Кузнецова Ольга Сергеевна');
    expect(state.kind === 'ready' && state.subsystems.kind).to.equal('ready');
  });

  it('sends what a hostile portal may, and the client lets none of it through', async () => {
    const javascript = {
      id: 'x',
      name: 'x',
      categories: ['parent'],
      url: 'javascript:alert(1)',
      status: { kind: 'available' },
    };
    const state = await arrival({ person: 'parent', subsystems: [javascript, null] });
    expect(state.kind === 'ready' && state.subsystems).to.deep.equal({ kind: 'ready', items: [] });
  });

  it('fails as asked', async () => {
    const state = await arrival({ person: 'parent', faults: { me: { kind: 'answer', body: '[]' } } });
    expect(state.kind === 'failed' && state.error.code).to.equal('bad_response');
  });
});
