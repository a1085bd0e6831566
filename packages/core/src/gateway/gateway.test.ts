import { expect, waitUntil } from '@open-wc/testing';
import { createEpos, type Epos } from '../epos/epos.ts';
import type { EposState } from '../state/state.ts';
import { FakeGateway } from '../test/fake-gateway.ts';
import { openPortal } from '../test/open-portal.ts';
import { gateway } from './gateway.ts';

const api = `${location.origin}/api/v1/me`;

describe('the gateway transport in a browser', () => {
  const here = location.href;
  const { now } = Date;
  let server: FakeGateway;
  let opened: Epos[];

  beforeEach(() => {
    server = new FakeGateway(location.origin);
    opened = [];
  });
  afterEach(() => {
    for (const epos of opened) epos.close();
    history.replaceState(null, '', here);
    Date.now = now;
    localStorage.clear();
    sessionStorage.clear();
  });

  function open(url = '/auth'): Epos {
    const epos = createEpos({ transport: gateway({ url }), portal: openPortal(), fetch: server.fetch });
    opened.push(epos);
    return epos;
  }
  const kindOf = (state: EposState): string => state.kind;

  it('finds a session at an address relative to the page', async () => {
    server.signIn();
    expect(kindOf(await open().ready())).to.equal('choosing-category');
    expect(server.asked).to.deep.equal(['GET /auth/session']);
  });

  it('takes its answer out of the address, and leaves the rest of it', async () => {
    const clean = new URL('?week=3#today', here).href;
    history.replaceState({ own: 1 }, '', clean.replace('#', '&epos_login=o1#'));
    server.outcome = { id: 'o1', error: 'account_mismatch' };
    const state = await open().ready();
    expect(state).to.have.nested.property('error.code', 'account_mismatch');
    expect(location.href).to.equal(clean);
    expect(history.state).to.deep.equal({ own: 1 });
  });

  it('refreshes once for pages that wait for each other by Web Locks', async () => {
    server.signIn();
    const [first, second] = [open(), open()];
    await Promise.all([first.ready(), second.ready()]);
    server.isSpent = true;
    const answers = await Promise.all([first.fetch(api), second.fetch('/api/v1/me'), first.fetch(api)]);
    expect(answers.every(({ ok }) => ok)).to.equal(true);
    expect(server.times('POST /auth/refresh')).to.equal(1);
  });

  it('sees what happened elsewhere when the window comes to the front', async () => {
    const epos = open();
    expect(kindOf(await epos.ready())).to.equal('signed-out');
    server.signIn();
    Date.now = () => now() + 60_000;
    window.dispatchEvent(new Event('focus'));
    await waitUntil(() => 'person' in epos.state);
    server.session = null;
    Date.now = () => now() + 120_000;
    window.dispatchEvent(new Event('focus'));
    await waitUntil(() => epos.state.kind === 'signed-out');
  });

  it('signs out here without leaving the page', async () => {
    server.signIn();
    const epos = open();
    await epos.ready();
    await epos.signOut({ everywhere: false });
    expect(epos.state).to.deep.equal({ kind: 'signed-out', reason: 'never' });
    expect(server.session).to.equal(null);
  });
});
