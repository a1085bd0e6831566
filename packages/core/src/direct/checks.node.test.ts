/** What may be asked of an id_token beyond the protocol's own rules, and what a hostile server may send. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DirectTab, home } from '../test/direct-tab.ts';
import { failure, sso, tab, tokenRequests } from '../test/sign-in-stage.ts';

const now = () => Math.floor(Date.now() / 1000);

describe('further audiences of an id_token', () => {
  const shared = { aud: ['journal', 'library'], azp: 'journal' };

  it('are refused unless they are trusted', async () => {
    sso.faults = { claims: shared };
    await assert.rejects(tab.signIn(), failure('id_token_invalid'));
    const trusting = new DirectTab(sso, { trustedAudiences: ['library'] });
    await trusting.signIn();
    assert.ok(await trusting.client.getToken());
  });

  it('do not stand for this client', async () => {
    const trusting = new DirectTab(sso, { trustedAudiences: ['library'] });
    sso.faults = { claims: { aud: ['library'] } };
    await assert.rejects(trusting.signIn(), failure('id_token_invalid'));
  });

  it('are no list where there is one', async () => {
    sso.faults = { claims: { aud: ['journal'] } };
    await tab.signIn();
    assert.ok(await tab.client.getToken());
  });
});

describe('a step up', () => {
  const stepUp = async (acr: string, claims: Record<string, unknown>) => {
    sso.faults = { claims };
    await tab.load(home).signIn({ acr });
    return tab.load(sso.authorize(tab.page.lastWent)).restore();
  };

  it('is refused where the SSO did less than was asked for', async () => {
    for (const claims of [{}, { acr: '1' }, { acr: { method: 'PWD' } }]) {
      await assert.rejects(stepUp('2 3', claims), failure('id_token_invalid'));
    }
  });

  it('is taken at any level that was asked for', async () => {
    for (const acr of ['2', '3']) assert.equal((await stepUp('2 3', { acr })).kind, 'session');
  });
});

describe('time', () => {
  it('of issue may be off by what clocks are off, and no further', async () => {
    for (const off of [-3 * 3600, 3 * 3600, -7240, 7240]) {
      sso.faults = { claims: { iat: now() + off, exp: now() + 4 * 3600 } };
      await assert.rejects(tab.signIn(), failure('id_token_invalid'));
    }
  });

  it('of issue may be off by two hours and what any two clocks differ by', async () => {
    for (const off of [-7220, 7220]) {
      sso.faults = { claims: { iat: now() + off, exp: now() + 4 * 3600 } };
      await tab.signIn();
    }
  });

  it('is the SSO’s own where it can be read: then an old token is refused', async () => {
    const old = { iat: now() - 3600, exp: now() - 1800 };
    sso.faults = { claims: old };
    await tab.signIn();
    sso.date = () => new Date().toUTCString();
    await assert.rejects(tab.signIn(), failure('id_token_invalid'));
  });

  it('is the SSO’s own where it can be read: then a wrong clock of this device does no harm', async () => {
    sso.ahead = 5400;
    sso.date = () => new Date(Date.now() + 5_400_000).toUTCString();
    await tab.signIn();
    assert.ok(await tab.client.getToken());
  });
});

describe('a body', () => {
  const huge = () =>
    new Response(`{"a":"${'x'.repeat(1_000_001)}"}`, { headers: { 'content-type': 'application/json' } });

  it('of metadata may not fill the memory', async () => {
    sso.faults = { discoveryAnswer: huge };
    await assert.rejects(tab.load(home).signIn({}), failure('bad_response'));
  });

  it('that is too long is not read to its end', async () => {
    let isCancelled = false;
    const endless = new ReadableStream({
      pull: (controller) => {
        controller.enqueue(new Uint8Array(500_000));
      },
      cancel: () => {
        isCancelled = true;
      },
    });
    sso.faults = { discoveryAnswer: () => new Response(endless) };
    await assert.rejects(tab.load(home).signIn({}), failure('bad_response', { phase: 'sign-in' }));
    assert.ok(isCancelled);
  });

  it('of tokens may not fill the memory', async () => {
    sso.faults = { tokenAnswer: huge };
    await assert.rejects(tab.signIn(), failure('bad_response'));
  });

  it('without an end is left when the time is over', async () => {
    const slow = new DirectTab(sso, { timeout: 50 });
    sso.faults = {
      discoveryAnswer: () => new Response(new ReadableStream({ pull: () => new Promise(() => undefined) })),
    };
    await assert.rejects(slow.load(home).signIn({}), failure('timeout'));
  });
});

describe('a line that breaks off', () => {
  it('is tried once more for metadata', async () => {
    let asked = 0;
    sso.faults = {
      discoveryAnswer: () => (asked++ ? Response.json(sso.metadata) : Promise.reject(new TypeError('reset'))),
    };
    await tab.load(home).signIn({});
    assert.equal(asked, 2);
  });

  it('is not tried again with a code, which counts once', async () => {
    sso.faults = { tokenAnswer: () => Promise.reject(new TypeError('reset')) };
    await assert.rejects(tab.signIn(), failure('network'));
    assert.equal(tokenRequests().length, 1);
  });
});

describe('a resource', () => {
  it('is named in each request that leads to a token', async () => {
    sso.refreshes = true;
    const resource = ['https://portal.example/api', 'https://library.example/'];
    const tab = new DirectTab(sso, { resource });
    await tab.signIn();
    tab.elapsed = 6 * 60_000;
    await tab.client.getToken();
    sso.refreshes = false;
    assert.deepEqual(
      tokenRequests().map(({ body }) => body.getAll('resource')),
      [resource, resource],
    );
  });

  it('may be one', async () => {
    const tab = new DirectTab(sso, { resource: 'https://portal.example/api' });
    await tab.load(home).signIn({});
    assert.deepEqual(new URL(tab.page.lastWent).searchParams.getAll('resource'), ['https://portal.example/api']);
  });
});

describe('a question to the SSO', () => {
  it('asks for JSON, brings no cookies, names no page and follows no redirect', async () => {
    await tab.signIn();
    const plain = sso.requests.filter(({ url }) => /openid-configuration|certs/.test(url));
    assert.equal(plain.length > 1, true);
    for (const { init } of plain) {
      const { headers, credentials, referrerPolicy, redirect } = init;
      assert.deepEqual(
        { headers, credentials, referrerPolicy, redirect },
        {
          headers: { accept: 'application/json' },
          credentials: 'omit',
          referrerPolicy: 'no-referrer',
          redirect: 'manual',
        },
      );
    }
  });

  for (const [error, code] of [
    ['temporarily_unavailable', 'unavailable'],
    ['server_error', 'server_error'],
    ['slow_down', 'token_refused'],
  ] as const) {
    it(`that is answered by ${error} ends in ${code}, whatever the status`, async () => {
      sso.faults = { tokenAnswer: () => Response.json({ error }, { status: 400 }) };
      await assert.rejects(tab.signIn(), failure(code, { status: 400, providerCode: error, phase: 'callback' }));
    });
  }
});
