import { expect } from '@open-wc/testing';
import { FakeSso } from '../test/fake-sso.ts';
import { directOnDemand } from './on-demand.ts';

interface FrameHooks {
  authorize?: (address: string) => string;
  options?: object;
}

const file = (name: string) => new URL(`../test/frames/${name}`, import.meta.url).href;
const loaded = () =>
  performance
    .getEntriesByType('resource')
    .some(({ name }) => name.includes('direct/client') || name.includes('oauth4webapi'));

describe('direct on demand, in a browser', () => {
  let sso: FakeSso;
  const hooks = window as FrameHooks;

  const connect = (calls: typeof fetch = sso.fetch) => {
    const options = { issuer: sso.issuer, clientId: sso.clientId, redirectUri: file('app.html') };
    hooks.options = options;
    return directOnDemand(options).connect({
      storage: localStorage,
      clock: { now: () => Date.now(), monotonic: () => performance.now() },
      fetch: calls,
      origins: ['https://portal.example'],
      emit: () => undefined,
    });
  };

  before(async () => {
    sso = await FakeSso.create(`${location.origin}/sso`);
    sso.faults = { metadata: { authorization_endpoint: file('authorize.html') } };
  });
  beforeEach(() => {
    localStorage.clear();
    sessionStorage.clear();
  });

  it('loads no protocol where nobody was signed in', async () => {
    expect(await connect().restore()).to.deep.equal({ kind: 'none', reason: 'never' });
    expect(loaded()).to.equal(false);
    let refused: unknown;
    await connect()
      .fetch('https://portal.example/')
      .catch((error: unknown) => (refused = error));
    expect(refused).to.include({ code: 'session_ended' });
  });

  it('finds the session in a hidden frame of its own page, which asks nobody itself', async () => {
    hooks.authorize = (address) => sso.authorize(address);
    sessionStorage.setItem('epos-login:had-session', '1');
    const before = location.href;
    const connection = connect();
    expect(await connection.restore()).to.deep.equal({ kind: 'session', interactive: false });
    expect(location.href).to.equal(before);
    expect(document.querySelector('iframe')).to.equal(null);

    const token = await connection.extras.getToken();
    let sent: Request | undefined;
    const portal = connect((input, init) => {
      const request = new Request(input, init);
      if (!request.url.startsWith('https://portal.example')) return sso.fetch(input, init);
      sent = request;
      return Promise.resolve(new Response('ok'));
    });
    sessionStorage.setItem('epos-login:had-session', '1');
    await portal.restore();
    await portal.fetch('https://portal.example/v1/me');
    expect(sent?.headers.get('authorization')).to.match(/^Bearer access-/);
    for (const storage of [localStorage, sessionStorage]) {
      expect(JSON.stringify(Object.entries(storage))).not.to.contain(token);
    }
  });

  it('hears in the frame that nobody is signed in', async () => {
    hooks.authorize = (address) => sso.refuse(address, 'login_required');
    sessionStorage.setItem('epos-login:had-session', '1');
    expect(await connect().restore()).to.deep.equal({ kind: 'none', reason: 'ended' });
    expect(sessionStorage.getItem('epos-login:had-session')).to.equal(null);
  });
});
