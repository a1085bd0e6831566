import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { DirectTab, home, redirectUri } from '../test/direct-tab.ts';
import { FakeChannels, FakePopupBrowser, type FakeWindow } from '../test/fake-popup.ts';
import { failure, sso, tokenRequests } from '../test/sign-in-stage.ts';
import type { SignInOptions } from '../transport/transport.ts';
import { popupIn } from './part.ts';

const beside = { via: 'popup', provider: 'rsaa' } as const;

describe('a sign-in in a popup', () => {
  let channels: FakeChannels;
  let browser: FakePopupBrowser;
  let tab: DirectTab;

  beforeEach(() => {
    channels = new FakeChannels();
    browser = new FakePopupBrowser(channels);
    tab = new DirectTab(sso, { popup: popupIn(browser) });
    tab.load(home);
  });

  /** Clicks, and waits until the window was led to the SSO. */
  async function click(
    options: SignInOptions = beside,
  ): Promise<{ done: Promise<void>; window: FakeWindow; led: string }> {
    const done = tab.client.signIn(options);
    // What it ends in, the test asks later.
    done.catch(() => undefined);
    const [window] = browser.opened;
    assert.ok(window);
    const led = await Promise.race([window.led, done.then(() => assert.fail('it ended before the window was led'))]);
    return { done, window, led };
  }

  /** The page of the redirect address, as it loads in the window. */
  function arrive(): { own: FakePopupBrowser; load: (href: string) => DirectTab } {
    const own = new FakePopupBrowser(channels);
    const inside = new DirectTab(sso, { popup: popupIn(own), silent: 'none' });
    return {
      own,
      load: (href) => {
        inside.load(href);
        return inside;
      },
    };
  }

  function pass(milliseconds: number): void {
    tab.elapsed += milliseconds;
    browser.beat();
  }

  /** Settles when something is taken out of the tab's storage whose key holds this. */
  function removed(part: string): Promise<void> {
    const { session } = tab;
    const remove = session.removeItem.bind(session);
    return new Promise((resolve) => {
      session.removeItem = (key) => {
        remove(key);
        if (key.includes(part)) resolve();
      };
    });
  }

  /** Nothing is listened to, nothing waits, and a late answer finds no sign-in. */
  function assertOver(): void {
    assert.deepEqual(channels.names, []);
    assert.equal(browser.pending, 0);
    assert.deepEqual(
      tab.session.keys().filter((key) => key.includes(':tx:')),
      [],
    );
  }

  it('keeps the page, and takes the answer from the window', async () => {
    const { done, window, led } = await click();
    const asked = new URL(led).searchParams;
    assert.equal(asked.get('kc_idp_hint'), 'rsaa');
    assert.equal(asked.get('redirect_uri'), redirectUri);
    assert.match(asked.get('state') ?? '', /^popup\.[\w-]{43}$/);

    const { own, load } = arrive();
    const inside = load(sso.authorize(led));
    assert.deepEqual(await inside.client.restore(), { kind: 'framed' });
    assert.ok(own.closed);
    await done;
    assert.ok(window.closed);
    assert.deepEqual(tab.page.went, []);
    assert.equal(tab.page.url.href, home);
    assert.deepEqual(tab.events, [{ type: 'changed' }]);
    assert.deepEqual(await tab.client.restore(), { kind: 'session', interactive: true });
    assert.deepEqual(await tab.client.restore(), { kind: 'session', interactive: false });
    assertOver();
  });

  it('goes on where the page wished to', async () => {
    const { done, led } = await click({ ...beside, returnTo: '/marks' });
    await arrive().load(sso.authorize(led)).client.restore();
    await done;
    assert.deepEqual(tab.page.went, [{ url: 'https://journal.example/marks', how: 'replace' }]);
  });

  it('leaves no code in the window, and lets it exchange none', async () => {
    const { done, led } = await click();
    const { own, load } = arrive();
    await load(sso.authorize(led)).client.restore();
    await done;
    assert.equal(own.cleaned, 1);
    assert.equal(tokenRequests().length, 1);
    assert.equal(own.pending, 0);
  });

  it('sends no token and no verifier over the channel', async () => {
    const said: unknown[] = [];
    const { done, led } = await click();
    channels.open(channels.names[0] ?? '', (message) => said.push(message));
    const answer = sso.authorize(led);
    await arrive().load(answer).client.restore();
    await done;
    const state = new URL(led).searchParams.get('state');
    assert.deepEqual(said, [{ type: 'epos-login:answer', state, href: answer }, { type: 'epos-login:taken' }]);
  });

  it('opens the window in the click itself', () => {
    tab.client.signIn(beside).catch(() => undefined);
    assert.equal(browser.opened.length, 1);
  });

  it('leaves the page where the browser blocks the window', async () => {
    browser.blocks = true;
    await tab.client.signIn(beside);
    assert.equal(new URL(tab.page.lastWent).searchParams.get('kc_idp_hint'), 'rsaa');
    assert.doesNotMatch(tab.page.lastWent, /popup/);
  });

  it('leaves the page where the browser gives a window that is closed already', async () => {
    browser.closesAtOnce = true;
    await tab.client.signIn(beside);
    assert.equal(tab.page.went.length, 1);
  });

  it('leaves the page where nothing could be heard from the window', async () => {
    browser.hasChannels = false;
    await tab.client.signIn(beside);
    assert.equal(tab.page.went.length, 1);
    assert.ok(browser.opened[0]?.closed);
    assert.doesNotMatch(tab.page.lastWent, /popup/);
  });

  for (const [whose, options] of [
    ['ЕСИА', { ...beside, provider: 'esia' }],
    ['a choice of the SSO', { via: 'popup' }],
  ] as const) {
    it(`opens no window for ${whose}`, async () => {
      await assert.rejects(tab.client.signIn(options), failure('invalid_options'));
      assert.deepEqual(browser.opened, []);
      assert.deepEqual(tab.page.went, []);
    });
  }

  it('hears nothing that is no answer to it', async () => {
    const { done, led } = await click();
    const state = new URL(led).searchParams.get('state') ?? '';
    const [name = ''] = channels.names;
    const type = 'epos-login:answer';
    const query = `code=1&state=${state}`;
    const forged: unknown[] = [
      undefined,
      null,
      'epos-login:answer',
      [],
      {},
      { type: 'epos-login:taken' },
      { type, state },
      { type, state, href: 7 },
      { type, state, href: 'no address' },
      { type, state: 'popup.other', href: `${redirectUri}?${query}` },
      { type, state, href: `${redirectUri}?code=1&state=popup.other` },
      { type, state, href: `${redirectUri}?code=1` },
      { type: 'other', state, href: `${redirectUri}?${query}` },
      { type, state, href: `https://evil.example/lessons?${query}` },
      { type, state, href: `https://journal.example/elsewhere?${query}` },
      { type, href: `${redirectUri}?${query}` },
    ];
    for (const message of forged) channels.say(name, message);
    await new Promise(setImmediate);
    assert.deepEqual(tokenRequests(), []);

    await arrive().load(sso.authorize(led)).client.restore();
    await done;
    assert.equal(tokenRequests().length, 1);
  });

  it('wants the parameters of its own redirect address, too', async () => {
    tab = new DirectTab(sso, { popup: popupIn(browser), redirectUri: `${redirectUri}?via=epos` });
    tab.load(home);
    const { done, led } = await click();
    const answer = sso.authorize(led);
    const href = answer.replace('via=epos', 'via=other');
    channels.say(channels.names[0] ?? '', {
      type: 'epos-login:answer',
      state: new URL(led).searchParams.get('state'),
      href,
    });
    await new Promise(setImmediate);
    assert.deepEqual(tokenRequests(), []);
    const own = new FakePopupBrowser(channels);
    const inside = new DirectTab(sso, { popup: popupIn(own), redirectUri: `${redirectUri}?via=epos` });
    await inside.load(answer).restore();
    await done;
  });

  it('checks the answer as any other', async () => {
    const { done, window, led } = await click();
    await arrive()
      .load(sso.authorize(led, { iss: 'https://evil.example' }))
      .client.restore();
    await assert.rejects(done, failure('issuer_mismatch', { phase: 'sign-in' }));
    assert.deepEqual(tokenRequests(), []);
    assert.ok(window.closed);
    assertOver();
  });

  it('hears that the person declined', async () => {
    const { done, led } = await click();
    const { own, load } = arrive();
    await load(sso.refuse(led, 'access_denied')).client.restore();
    await assert.rejects(done, failure('access_denied'));
    assert.ok(own.closed);
    assertOver();
  });

  it('closes the window where the SSO does not answer', async () => {
    sso.faults = { discoveryAnswer: () => new Response('', { status: 503 }) };
    await assert.rejects(tab.client.signIn(beside), failure('unavailable'));
    assert.ok(browser.opened[0]?.closed);
    assertOver();
  });

  it('notices that the person closes the window', async () => {
    const { done, window } = await click();
    window.foreign = true;
    pass(250);
    window.closed = browser.focused = true;
    pass(250);
    pass(250);
    pass(250);
    await assert.rejects(done, failure('popup_closed', { phase: 'sign-in', retryable: false }));
    assert.deepEqual(tab.page.went, []);
    assertOver();
  });

  it('takes an answer that was on its way when the window closed', async () => {
    const { done, window, led } = await click();
    window.closed = browser.focused = true;
    pass(250);
    await arrive().load(sso.authorize(led)).client.restore();
    pass(250);
    await done;
    assert.equal(tokenRequests().length, 1);
  });

  it('notices it while the SSO has not been found yet, and leads the window nowhere', async () => {
    const held = Promise.withResolvers<Response>();
    sso.faults = { discoveryAnswer: () => held.promise };
    const done = tab.client.signIn(beside);
    const [window] = browser.opened;
    assert.ok(window);
    window.closed = browser.focused = true;
    pass(250);
    pass(500);
    await assert.rejects(done, failure('popup_closed'));
    let led = false;
    void window.led.then(() => (led = true));
    const forgotten = removed(':tx:');
    held.resolve(Response.json(sso.metadata));
    // The last thing that is done for a window that closed too early.
    await forgotten;
    assert.equal(led, false);
    assertOver();
  });

  it('waits on for a window that is cut off, and takes its answer', async () => {
    const { done, window, led } = await click();
    window.closed = true;
    for (let count = 0; count < 100; count += 1) pass(250);
    await arrive().load(sso.authorize(led)).client.restore();
    await done;
    assert.deepEqual(tab.page.went, []);
    assert.equal(tokenRequests().length, 1);
  });

  it('leaves the page when the person comes back from a window that is cut off', async () => {
    const { done, window } = await click();
    window.closed = true;
    for (let count = 0; count < 8; count += 1) pass(250);
    browser.focused = true;
    pass(250);
    pass(250);
    assert.deepEqual(tab.page.went, []);
    pass(250);
    await done;
    const asked = new URL(tab.page.lastWent).searchParams;
    assert.equal(asked.get('kc_idp_hint'), 'rsaa');
    assert.doesNotMatch(asked.get('state') ?? '', /^popup/);
    assert.equal(tab.session.keys().filter((key) => key.includes(':tx:')).length, 1);
  });

  it('waits for a window that is cut off before it has taken the focus', async () => {
    browser.focused = true;
    const { done, window, led } = await click();
    window.closed = true;
    for (let count = 0; count < 16; count += 1) pass(250);
    browser.focused = false;
    for (let count = 0; count < 100; count += 1) pass(250);
    await arrive().load(sso.authorize(led)).client.restore();
    await done;
    assert.deepEqual(tab.page.went, []);
    assert.equal(tokenRequests().length, 1);
  });

  it('takes a window for closed that never takes the focus', async () => {
    browser.focused = true;
    const { done, window } = await click();
    window.closed = true;
    for (let count = 0; count < 24; count += 1) pass(250);
    await assert.rejects(done, failure('popup_closed'));
    assert.deepEqual(tab.page.went, []);
    assertOver();
  });

  it('waits on where the person looks at the page only in passing', async () => {
    const { done, window, led } = await click();
    window.closed = true;
    for (let count = 0; count < 8; count += 1) pass(250);
    for (const focused of [true, false, true, false]) {
      browser.focused = focused;
      pass(250);
    }
    await arrive().load(sso.authorize(led)).client.restore();
    await done;
    assert.deepEqual(tab.page.went, []);
  });

  it('sends nobody away who has closed the window and gone elsewhere', async () => {
    const { done, window } = await click();
    window.foreign = true;
    pass(250);
    window.closed = true;
    for (let count = 0; count < 8; count += 1) pass(250);
    browser.focused = true;
    pass(250);
    pass(500);
    await assert.rejects(done, failure('popup_closed'));
    assert.deepEqual(tab.page.went, []);
  });

  it('is aborted, and closes the window', async () => {
    const stop = new AbortController();
    const { done, window } = await click({ ...beside, signal: stop.signal });
    stop.abort('enough');
    await assert.rejects(done, failure('aborted', { cause: 'enough' }));
    assert.ok(window.closed);
    assertOver();
  });

  it('was aborted before it began', async () => {
    await assert.rejects(tab.client.signIn({ ...beside, signal: AbortSignal.abort() }), failure('aborted'));
    assert.ok(browser.opened[0]?.closed);
    assertOver();
  });

  it('ends after ten minutes', async () => {
    const { done, window } = await click();
    pass(10 * 60 * 1000 - 1000);
    let over = false;
    done.catch(() => (over = true));
    await new Promise(setImmediate);
    assert.equal(over, false);
    pass(2000);
    await assert.rejects(done, failure('timeout', { retryable: true }));
    assert.ok(window.closed);
    assertOver();
  });

  it('ends after ten minutes of a window that is cut off, too', async () => {
    const { done, window } = await click();
    window.closed = true;
    pass(250);
    pass(10 * 60 * 1000);
    await assert.rejects(done, failure('timeout'));
    assertOver();
  });

  it('can be begun again', async () => {
    const first = await click();
    first.window.closed = browser.focused = true;
    pass(250);
    pass(500);
    await assert.rejects(first.done, failure('popup_closed'));
    const second = tab.client.signIn(beside);
    const led = (await browser.opened[1]?.led) ?? '';
    // The answer to the first comes all the same: its window was brought back.
    const { own, load } = arrive();
    const restoring = load(sso.authorize(first.led)).client.restore();
    await new Promise(setImmediate);
    own.runOut();
    assert.deepEqual(await restoring, { kind: 'none', reason: 'unknown' });
    await arrive().load(sso.authorize(led)).client.restore();
    await second;
    assert.equal(tokenRequests().length, 1);
  });
});
