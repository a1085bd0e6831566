import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DirectTab, redirectUri } from '../test/direct-tab.ts';
import { FakeChannels, FakePopupBrowser } from '../test/fake-popup.ts';
import { sso, tokenRequests } from '../test/sign-in-stage.ts';
import { popupIn } from './part.ts';
import { popup } from './popup.ts';

describe('the page in the window', () => {
  const answer = `${redirectUri}?code=1&state=popup.s&iss=x`;

  const open = (silent: 'none' | 'redirect' = 'none') => {
    const own = new FakePopupBrowser(new FakeChannels());
    const tab = new DirectTab(sso, { popup: popupIn(own), silent });
    return { own, tab, client: tab.load(answer) };
  };

  it('goes on by itself where nobody waits any more', async () => {
    const { own, tab, client } = open('redirect');
    const restoring = client.restore();
    await new Promise(setImmediate);
    own.runOut();
    assert.deepEqual(await restoring, { kind: 'leaving' });
    assert.ok(!own.closed);
    assert.equal(new URL(tab.page.lastWent).searchParams.get('prompt'), 'none');
    assert.equal(tab.page.url.search, '');
    assert.deepEqual(tokenRequests(), []);
  });

  it('goes on by itself where there are no channels', async () => {
    const { own, client } = open();
    own.hasChannels = false;
    const restoring = client.restore();
    await new Promise(setImmediate);
    own.runOut();
    assert.deepEqual(await restoring, { kind: 'none', reason: 'unknown' });
  });

  it('believes no word but that its answer was taken', async () => {
    const channels = new FakeChannels();
    const own = new FakePopupBrowser(channels);
    const client = new DirectTab(sso, { popup: popupIn(own), silent: 'none' }).load(answer);
    const restoring = client.restore();
    for (const message of [undefined, 'taken', {}, { type: 'epos-login:answer' }]) {
      channels.say('epos-login:popup:popup.s', message);
    }
    await new Promise(setImmediate);
    assert.ok(!own.closed);
    own.runOut();
    assert.deepEqual(await restoring, { kind: 'none', reason: 'unknown' });
  });

  it('goes on by itself where the browser does not let it close', async () => {
    const channels = new FakeChannels();
    const own = new FakePopupBrowser(channels);
    own.closable = false;
    const name = 'epos-login:popup:popup.s';
    const waiting = channels.open(name, () => {
      waiting.post({ type: 'epos-login:taken' });
    });
    const client = new DirectTab(sso, { popup: popupIn(own), silent: 'none' }).load(answer);
    assert.deepEqual(await client.restore(), { kind: 'none', reason: 'unknown' });
    assert.deepEqual(tokenRequests(), []);
  });

  it('takes an answer without the mark for its own', async () => {
    const { own, tab, client } = open();
    await client.signIn({});
    const restored = await tab.load(sso.authorize(tab.page.lastWent)).restore();
    assert.equal(restored.kind, 'session');
    assert.equal(own.cleaned, 0);
    assert.equal(own.pending, 0);
  });
});

describe('popup()', () => {
  it('does nothing on a server', () => {
    assert.deepEqual(Object.keys(popup()).sort(), ['deliver', 'open', 'signIn']);
  });
});
