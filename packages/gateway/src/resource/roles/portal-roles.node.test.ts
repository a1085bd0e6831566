import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { audience, call, Mint, proofKey } from '../../test/mint.ts';
import { refused } from '../../test/refusals.ts';
import { keycloakRoles, type Caller, type VerifierOptions } from '../resource.ts';
import { createPortalRoles } from './portal-roles.ts';

describe('the roles of a caller', () => {
  let mint: Mint;
  let enter: (claims?: Record<string, unknown>) => Promise<Caller>;
  const withOptions = (options: Partial<VerifierOptions> = {}) => {
    const verifier = mint.verifier(options);
    enter = async (claims = {}) => verifier.verifyAccessToken(await mint.token(claims));
  };
  beforeEach(async () => {
    mint = await Mint.create();
    withOptions();
  });
  const ids = async (caller: Caller) => (await caller.roles()).map(({ id }) => id);
  const fromPortal = (answer: () => Response | Promise<Response>) => {
    mint.instead = ({ url }) => (url.endsWith('/v1/me') ? answer() : undefined);
  };

  describe('from claims', () => {
    const rolesFrom = keycloakRoles({ realm: { teacher: { category: 'employee', title: 'Учитель' } } });

    it('are read as in the browser, and nobody is asked', async () => {
      withOptions({ rolesFrom });
      const caller = await enter({ realm_access: { roles: ['teacher', 'offline_access'] } });
      assert.deepEqual(await caller.roles(), [{ id: 'realm:teacher', category: 'employee', title: 'Учитель' }]);
      assert.deepEqual(await (await enter()).roles(), []);
      await refused((await enter()).requireRole('employee'), 'missing_role');
      assert.equal(mint.count('/v1/me'), 0);
    });

    it('need no portal; who asks for the person does', async () => {
      withOptions({ rolesFrom, portal: undefined } as object);
      assert.deepEqual(await (await enter()).roles(), []);
      await assert.rejects((await enter()).person(), TypeError);
      withOptions({ portal: undefined } as object);
      await assert.rejects((await enter()).roles(), TypeError);
    });
  });

  describe('from the portal', () => {
    it('are asked for with the caller’s token, when they are wanted, once', async () => {
      const token = await mint.token();
      const caller = await mint.verifier().verifyAccessToken(token);
      assert.equal(mint.count('/v1/me'), 0);
      assert.deepEqual(await ids(caller), ['r1', 'r2']);
      assert.equal((await caller.person())?.name, 'Смирнов Алексей');
      const asked = mint.asked.filter(({ url }) => url === `${audience}/v1/me`);
      assert.equal(asked.length, 1);
      assert.equal(asked[0]?.headers.get('Authorization'), `Bearer ${token}`);
      assert.equal(asked[0].redirect, 'error');
    });

    it('are kept for half a minute for each person', async () => {
      await ids(await enter());
      mint.now += 29;
      await ids(await enter());
      assert.equal(mint.count('/v1/me'), 1);
      mint.now += 1;
      await ids(await enter());
      assert.equal(mint.count('/v1/me'), 2);
      mint.me = { person: { sub: 'p2', name: 'a', family_name: 'b', given_name: 'c' }, roles: [] };
      assert.deepEqual(await ids(await enter({ sub: 'p2' })), []);
      assert.deepEqual(await ids(await enter()), ['r1', 'r2']);
    });

    it('are kept for as long as is configured, or not at all', async () => {
      withOptions({ portal: { url: `${audience}/`, cacheSeconds: 0 } });
      await ids(await enter());
      await ids(await enter());
      assert.equal(mint.count('/v1/me'), 2);
    });

    it('are kept for so many people and no more', async () => {
      let asked = 0;
      let sub = '';
      const person = { name: 'a', family_name: 'b', given_name: 'c' };
      const fetch = () => {
        asked += 1;
        return Promise.resolve(Response.json({ person: { ...person, sub }, roles: [] }));
      };
      const portal = createPortalRoles({ url: audience, clock: mint.clock, fetch, timeout: 1000 });
      const ask = async (of: string) => {
        sub = of;
        await portal({ sub } as Caller, `token of ${sub}`, false);
      };
      for (let number = 0; number <= 10_000; number += 1) await ask(`p${number}`);
      await ask('p1');
      assert.equal(asked, 10_001);
      await ask('p0');
      assert.equal(asked, 10_002);
    });

    it('are asked for once by all calls with one token at one moment', async () => {
      const verifier = mint.verifier();
      const token = await mint.token();
      const callers = await Promise.all(Array.from({ length: 20 }, () => verifier.verifyAccessToken(token)));
      await Promise.all(callers.map((caller) => caller.roles()));
      assert.equal(mint.count('/v1/me'), 1);
    });

    it('of a person whom it does not know are none', async () => {
      fromPortal(() => Response.json({ title: 'x', status: 404, code: 'not_found' }, { status: 404 }));
      const caller = await enter();
      assert.deepEqual(await caller.roles(), []);
      assert.equal(await caller.person(), undefined);
      await refused(caller.requireRole('employee', 'parent', 'student'), 'missing_role');
    });

    const broken: [what: string, answer: () => Response | Promise<Response>][] = [
      ['is down', () => new Response('', { status: 503 })],
      ['breaks', () => Response.json({ title: 'x', status: 500, code: 'server_error' }, { status: 500 })],
      ['does not answer', () => Promise.reject(new TypeError('fetch failed'))],
      ['answers a page', () => new Response('<!doctype html>')],
      ['answers nothing', () => new Response('')],
      ['answers no person', () => Response.json({ roles: [] })],
      [
        'answers no roles',
        () => Response.json({ person: { sub: 'p1', name: 'a', family_name: 'b', given_name: 'c' } }),
      ],
      ['answers 404 that is not its own', () => new Response('<!doctype html>', { status: 404 })],
      ['answers 404 of another code', () => Response.json({ code: 'gone' }, { status: 404 })],
      ['answers 403', () => new Response('', { status: 403 })],
      ['answers 204', () => new Response(null, { status: 204 })],
      [
        'speaks of another person',
        () => Response.json({ person: { sub: 'p2', name: 'a', family_name: 'b', given_name: 'c' }, roles: [] }),
      ],
    ];
    for (const [what, answer] of broken) {
      it(`are not «none» when it ${what}`, async () => {
        fromPortal(answer);
        const caller = await enter();
        const error = await refused(caller.roles(), 'portal_unavailable');
        assert.equal(error.status, 503);
        await refused(caller.requireRole('employee'), 'portal_unavailable');
        await refused(caller.person(), 'portal_unavailable');
        // The next call asks again: a failure is not kept.
        mint.instead = () => undefined;
        assert.deepEqual(await ids(await enter()), ['r1', 'r2']);
      });
    }

    it('may be asked for again when it says so', async () => {
      const say = async (after: string) => {
        fromPortal(() => new Response('', { status: 429, headers: { 'Retry-After': after } }));
        return (await refused((await enter()).roles(), 'portal_unavailable')).headers['Retry-After'];
      };
      assert.equal(await say('17'), '17');
      for (const odd of ['', '-1', '0', 'Wed, 21 Oct 2026 07:28:00 GMT', '1e9', 'NaN'])
        assert.equal(await say(odd), '5');
    });

    it('are asked for by each token where it refuses one', async () => {
      const refusedToken = await mint.token();
      fromPortal(() => new Response('', { status: 401 }));
      const verifier = mint.verifier();
      const caller = await verifier.verifyAccessToken(refusedToken);
      const error = await refused(caller.roles(), 'refused_by_portal');
      assert.equal(error.headers['WWW-Authenticate'], 'Bearer realm="epos", error="invalid_token"');
      mint.instead = () => undefined;
      assert.deepEqual(await ids(await verifier.verifyAccessToken(await mint.token())), ['r1', 'r2']);
    });

    it('of a bound token are asked for with a token that the server gets', async () => {
      const own = await proofKey();
      const token = await mint.token({ cnf: { jkt: own.jkt } });
      const come = async (options: Partial<VerifierOptions>) =>
        mint
          .verifier(options)
          .verifyAccessToken(call({ Authorization: `DPoP ${token}`, DPoP: await mint.proof(own, token) }));
      const error = await refused((await come({})).roles(), 'bound_token_for_portal');
      assert.equal(error.status, 500);
      assert.equal(mint.count('/v1/me'), 0);

      const tokenFor = (caller: Caller, of: string) => Promise.resolve(`${caller.sub}-${of === token ? 'own' : ''}`);
      const caller = await come({ portal: { url: audience, tokenFor } });
      assert.deepEqual(await ids(caller), ['r1', 'r2']);
      assert.equal(mint.asked.at(-1)?.headers.get('Authorization'), 'Bearer p1-own');

      const cause = new Error('no exchange today');
      const without = await come({ portal: { url: audience, tokenFor: () => Promise.reject(cause) } });
      assert.equal((await refused(without.roles(), 'portal_unavailable')).cause, cause);

      const never = await come({
        timeout: 20,
        portal: { url: audience, tokenFor: () => new Promise(() => undefined) },
      });
      const late = await refused(never.roles(), 'portal_unavailable');
      assert.equal((late.cause as Error).name, 'TimeoutError');
    });
  });

  it('let in who has one of those that are needed, and tell which', async () => {
    const caller = await enter();
    assert.deepEqual(
      (await caller.requireRole('parent', 'student')).map(({ id }) => id),
      ['r2'],
    );
    const error = await refused(caller.requireRole('student'), 'missing_role');
    assert.equal(error.status, 403);
    assert.equal(error.headers['WWW-Authenticate'], 'Bearer realm="epos", error="insufficient_scope"');
  });
});
