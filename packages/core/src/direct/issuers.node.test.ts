/** Each provider may be another issuer; what one of them says never reaches another. */
import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { DirectTab, home, redirectUri } from '../test/direct-tab.ts';
import { FakeSso } from '../test/fake-sso.ts';
import { failure } from '../test/sign-in-stage.ts';

const esiaRedirect = 'https://journal.example/esia';

let rsaa: FakeSso;
let esia: FakeSso;
let tab: DirectTab;

before(async () => {
  rsaa = await FakeSso.create('https://sso.example/realms/epos');
  esia = await FakeSso.create('https://esia-gateway.example');
});
beforeEach(() => {
  for (const sso of [rsaa, esia]) {
    sso.faults = {};
    sso.requests.length = 0;
  }
  tab = twoIssuers();
});

function twoIssuers(own: { clientId?: string; redirectUri?: string } = {}): DirectTab {
  const tab = new DirectTab(rsaa, { providers: { rsaa: {}, esia: { issuer: esia.issuer, ...own } } });
  tab.fetch = (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    return (url.startsWith(esia.issuer) ? esia : rsaa).fetch(input, init);
  };
  return tab;
}

const tokenRequests = (sso: FakeSso) => sso.requests.filter(({ url }) => url.endsWith('/token'));

describe('two issuers', () => {
  it('each sign in at their own address, without a hint where the issuer is the provider', async () => {
    await tab.load(home).signIn({ provider: 'esia' });
    const esiaUrl = new URL(tab.page.lastWent);
    assert.equal(esiaUrl.origin + esiaUrl.pathname, `${esia.issuer}/auth`);
    assert.equal(esiaUrl.searchParams.get('kc_idp_hint'), null);
    await tab.load(home).signIn({ provider: 'rsaa' });
    const rsaaUrl = new URL(tab.page.lastWent);
    assert.equal(rsaaUrl.origin + rsaaUrl.pathname, `${rsaa.issuer}/auth`);
    assert.equal(rsaaUrl.searchParams.get('kc_idp_hint'), 'rsaa');
  });

  it('end in a session of the one that was asked', async () => {
    tab = twoIssuers({ clientId: 'journal-at-esia', redirectUri: esiaRedirect });
    esia.faults = { claims: { aud: 'journal-at-esia' } };
    await tab.load(home).signIn({ provider: 'esia' });
    const asked = new URL(tab.page.lastWent).searchParams;
    assert.equal(asked.get('client_id'), 'journal-at-esia');
    assert.equal(asked.get('redirect_uri'), esiaRedirect);
    // Another path than where the person was: the answer is brought there.
    assert.deepEqual(await tab.load(esia.authorize(tab.page.lastWent)).restore(), { kind: 'leaving' });
    assert.deepEqual(await tab.load(home).restore(), { kind: 'session', interactive: true });
    assert.match(await tab.client.getToken(), /^access-/);
    assert.equal(tokenRequests(esia)[0]?.body.get('client_id'), 'journal-at-esia');
    assert.equal(rsaa.requests.length, 0);
  });

  it('never get each other’s code: an answer under the other’s name ends the sign-in', async () => {
    await tab.load(home).signIn({ provider: 'esia' });
    const begun = new URL(tab.page.lastWent);
    const answer = rsaa.authorize(begun.href);
    await assert.rejects(tab.load(answer).restore(), failure('issuer_mismatch'));
    assert.equal(tokenRequests(esia).length + tokenRequests(rsaa).length, 0);
  });

  it('never get each other’s code: an answer at the other’s address ends the sign-in', async () => {
    tab = twoIssuers({ redirectUri: esiaRedirect });
    for (const sso of [rsaa, esia]) {
      sso.faults = { metadata: { authorization_response_iss_parameter_supported: undefined } };
    }
    await tab.load(home).signIn({ provider: 'rsaa' });
    const stolen = new URL(rsaa.authorize(tab.page.lastWent, { iss: undefined }));
    stolen.pathname = new URL(esiaRedirect).pathname;
    await assert.rejects(tab.load(stolen.href).restore(), failure('response_mismatch'));
    assert.equal(tokenRequests(esia).length + tokenRequests(rsaa).length, 0);
  });

  it('that share an address must say who answers', async () => {
    esia.faults = { metadata: { authorization_response_iss_parameter_supported: undefined } };
    await assert.rejects(tab.load(home).signIn({ provider: 'esia' }), (error: Error) =>
      /esia-gateway\.example.*redirectUri of its own/.test(error.message),
    );
    assert.deepEqual(tab.page.went, []);
    tab = twoIssuers({ redirectUri: esiaRedirect });
    await tab.load(home).signIn({ provider: 'esia' });
    assert.equal(tab.page.went.length, 1);
  });

  it('are remembered: the session is found again where it was had', async () => {
    await tab.load(home).signIn({ provider: 'esia' });
    await tab.load(esia.authorize(tab.page.lastWent)).restore();
    const client = tab.load(home);
    let asked = '';
    tab.page.frame = (url) => esia.authorize((asked = url));
    assert.deepEqual(await client.restore(), { kind: 'session', interactive: false });
    assert.ok(asked.startsWith(esia.issuer));
    await client.signOut({});
    assert.equal(tab.page.posted[0]?.action, `${esia.issuer}/logout`);
  });

  it('may each begin a sign-in here', async () => {
    await tab.load(`${redirectUri}?iss=${encodeURIComponent(esia.issuer)}`).restore();
    assert.ok(tab.page.lastWent.startsWith(`${esia.issuer}/auth`));
    await tab.load(`${redirectUri}?iss=https%3A%2F%2Fevil.example`).restore();
    assert.deepEqual(tab.page.went, []);
  });
});
