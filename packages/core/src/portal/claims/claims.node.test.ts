import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { readMe, type Subsystem } from '../../contract/contract.ts';
import { EposError } from '../../errors/errors.ts';
import type { PortalContext } from '../portal.ts';
import { claimsPortal, keycloakRoles, type Claims, type ClaimsPortalOptions } from './claims.ts';
import { failureOf } from '../../test/failure.ts';

const userinfo = 'https://sso.example/realms/epos/protocol/openid-connect/userinfo';
const names = { family_name: 'Смирнов', given_name: 'Алексей', middle_name: 'Игоревич', name: 'Алексей Смирнов' };
const id: Claims = { iss: 'https://sso.example', sub: 'p1', ...names };
const teacher = { category: 'employee', title: 'Учитель' } as const;
const parent = { category: 'parent', title: 'Родитель' } as const;
const tutor = { category: 'employee', title: 'Классный руководитель' } as const;
const roles = keycloakRoles({ realm: { teacher, parent }, clients: { journal: { tutor } } });

const subsystem = (name: string, ...categories: Subsystem['categories']): Subsystem => ({
  id: name,
  name,
  categories,
  status: { kind: 'available' },
});
const subsystems = [
  subsystem('journal', 'employee', 'parent', 'student'),
  subsystem('reports', 'employee'),
  subsystem('meals', 'parent'),
];

let requests: Request[];
let answer: () => Response | Promise<Response>;
const session: typeof fetch = async (input, init) => {
  requests.push(new Request(input, init));
  return answer();
};

const contextOf = (access: Claims = {}, ofId = id): PortalContext => ({
  fetch: session,
  claims: (token) => ({ id: ofId, access })[token],
});
const portal = (options: Partial<ClaimsPortalOptions> = {}) => claimsPortal({ roles, subsystems, ...options });
const rolesIn = async (access: Claims, ofId: Claims = id) =>
  (await portal().me(contextOf(access, ofId))).roles.map((role) => role.id);

beforeEach(() => {
  requests = [];
  answer = () => Response.json({ sub: 'p1' });
});

describe('claimsPortal', () => {
  const wrong: [what: string, options: object][] = [
    ['no roles', { roles: undefined }],
    ['roles that are no function', { roles: {} }],
    ['no subsystems', { subsystems: undefined }],
    ['userinfo over http', { userinfo: 'http://sso.example/userinfo' }],
    ['userinfo that is no address', { userinfo: '/userinfo' }],
  ];
  for (const [what, options] of wrong) {
    it(`refuses ${what}`, () => {
      assert.throws(() => portal(options), {
        name: 'EposError',
        code: 'invalid_options',
        phase: 'configure',
        message: /^claimsPortal: \w+ must be/,
      });
    });
  }

  it('asks nobody, and lets the session go nowhere', async () => {
    const one = portal();
    await one.me(contextOf());
    await one.subsystems(contextOf());
    assert.equal(requests.length, 0);
    assert.deepEqual(one.origins, []);
  });

  it('says so where a transport holds no tokens, and where the session is gone', async () => {
    const { code, phase, message } = await failureOf(portal().me({ fetch: session }));
    assert.deepEqual([code, phase], ['invalid_options', 'portal']);
    assert.match(message, /holds no tokens/);
    const gone = await failureOf(portal().me({ fetch: session, claims: () => undefined }));
    assert.deepEqual([gone.code, gone.phase], ['session_ended', 'portal']);
  });

  it('gives the subsystems of the categories of one’s roles', async () => {
    const of = async (...held: string[]) =>
      (await portal().subsystems(contextOf({ realm_access: { roles: held } }))).map((one) => one.id);
    assert.deepEqual(await of('teacher'), ['journal', 'reports']);
    assert.deepEqual(await of('parent'), ['journal', 'meals']);
    assert.deepEqual(await of('parent', 'teacher'), ['journal', 'reports', 'meals']);
    assert.deepEqual(await of('offline_access'), []);
  });

  it('takes a mapper of one’s own, and does not fall with it', async () => {
    const own = portal({
      roles: ({ access }) => (access.school ? [{ id: 's', ...teacher }] : []),
      person: ({ id: claims }) => ({ sub: String(claims.sub), name: 'Имя', family_name: 'Имя', given_name: 'Имя' }),
    });
    const me = await own.me(contextOf({ school: 12 }));
    assert.deepEqual([me.person.name, me.roles], ['Имя', [{ id: 's', ...teacher }]]);
    const broken = portal({
      roles: () => {
        throw new TypeError('mine');
      },
    });
    const { code, phase } = await failureOf(broken.me(contextOf()));
    assert.deepEqual([code, phase], ['bad_response', 'portal']);
  });
});

describe('keycloakRoles', () => {
  it('reads the realm’s and the clients’ roles, in the order of their meanings', async () => {
    const access = {
      realm_access: { roles: ['default-roles-epos', 'parent', 'offline_access', 'teacher'] },
      resource_access: { account: { roles: ['tutor'] }, journal: { roles: ['tutor'] } },
    };
    assert.deepEqual(await rolesIn(access), ['realm:teacher', 'realm:parent', 'client:journal:tutor']);
    const { roles: read } = await portal().me(contextOf(access));
    assert.deepEqual(read[0], { id: 'realm:teacher', ...teacher });
  });

  it('reads the id_token too, and each role once', async () => {
    const held = { realm_access: { roles: ['teacher'] } };
    assert.deepEqual(await rolesIn(held, { ...id, ...held }), ['realm:teacher']);
    assert.deepEqual(await rolesIn({}, { ...id, ...held }), ['realm:teacher']);
  });

  it('takes nothing for a role that is none', async () => {
    for (const access of [
      {},
      { realm_access: null },
      { realm_access: 'teacher' },
      { realm_access: ['teacher'] },
      { realm_access: { roles: 'teacher' } },
      { realm_access: { roles: { 0: 'teacher' } } },
      { realm_access: { roles: [['teacher'], { teacher: true }, 'Teacher', null] } },
      { resource_access: { journal: { roles: ['teacher'] }, tutor: { roles: ['tutor'] } } },
      Object.create({ realm_access: { roles: ['teacher'] } }) as Claims,
    ]) {
      assert.deepEqual(await rolesIn(access), [], JSON.stringify(access));
    }
  });

  it('is not led astray by names that every object has', async () => {
    const access = { realm_access: { roles: ['constructor', '__proto__', 'toString'] } };
    assert.deepEqual(await rolesIn(access), []);
  });
});

describe('the person of the claims', () => {
  const personOf = async (claims: Claims) => (await portal().me(contextOf({}, { sub: 'p1', ...claims }))).person;

  it('is called as the contract says, not as Keycloak writes `name`', async () => {
    assert.deepEqual(await personOf(names), { sub: 'p1', ...names, name: 'Смирнов Алексей Игоревич' });
    const { middle_name: _, ...short } = names;
    assert.deepEqual(await personOf(short), { sub: 'p1', ...short, name: 'Смирнов Алексей' });
  });

  it('goes by what there is', async () => {
    const shown = async (claims: Claims) => {
      const { name, family_name, given_name } = await personOf(claims);
      return [name, family_name, given_name];
    };
    assert.deepEqual(await shown({ name: 'Алексей Смирнов' }), Array(3).fill('Алексей Смирнов'));
    assert.deepEqual(await shown({ given_name: 'Алексей' }), Array(3).fill('Алексей'));
    assert.deepEqual(await shown({ given_name: 'Алексей', name: 'А. Смирнов' }), [
      'А. Смирнов',
      'А. Смирнов',
      'Алексей',
    ]);
    assert.deepEqual(await shown({ preferred_username: 'smirnov.ai' }), Array(3).fill('smirnov.ai'));
    assert.deepEqual(await shown({ name: ' ', email: 'a@mail.example' }), Array(3).fill('a@mail.example'));
  });

  it('is read up to the bounds of the contract', async () => {
    const [hundred, more] = ['я'.repeat(100), 'я'.repeat(101)];
    const { family_name, given_name, name } = await personOf({ family_name: hundred, given_name: more, name: more });
    assert.deepEqual([family_name, given_name, name], [hundred, hundred, more]);
    assert.equal((await personOf({ name: 'я'.repeat(300) })).name.length, 300);
  });

  it('is refused without a name or an identifier', async () => {
    const wrong: [Claims, string][] = [
      [{}, 'name'],
      [{ name: 7 }, 'name'],
      [{ name: 'я'.repeat(301) }, 'name'],
      [{ ...names, sub: 7 }, 'sub'],
      [{ ...names, sub: '' }, 'sub'],
    ];
    for (const [claims, what] of wrong) {
      const { code, cause } = await failureOf(personOf(claims));
      assert.equal(code, 'bad_response');
      assert.match(String(cause), new RegExp(`No ${what} among`));
    }
  });

  it('always fits the contract', async () => {
    const claim = fc.oneof(fc.string({ maxLength: 400 }), fc.string({ minLength: 90, maxLength: 310 }), fc.anything());
    const claims = fc.record(
      {
        family_name: claim,
        given_name: claim,
        middle_name: claim,
        name: claim,
        preferred_username: claim,
        email: claim,
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(claims, fc.anything(), async (ofId, access) => {
        const me = await portal()
          .me(contextOf(access as Claims, { sub: 'p1', ...ofId }))
          .catch((error: unknown) => error);
        if (me instanceof EposError) assert.equal(me.code, 'bad_response');
        else assert.deepEqual(readMe(me), me);
      }),
    );
  });
});

describe('userinfo', () => {
  const asking = () => portal({ userinfo });

  it('is asked with the session, at its own origin', async () => {
    answer = () => Response.json({ ...names, sub: 'p1', family_name: 'Новый', realm_access: { roles: ['parent'] } });
    const me = await asking().me(contextOf({ realm_access: { roles: ['teacher'] } }));
    assert.deepEqual(me.person.name, 'Новый Алексей Игоревич');
    assert.deepEqual(
      me.roles.map((role) => role.id),
      ['realm:teacher', 'realm:parent'],
    );
    assert.deepEqual([requests.length, requests[0]?.url], [1, userinfo]);
    assert.deepEqual(asking().origins, ['https://sso.example']);
  });

  for (const sub of ['p2', undefined, null, 1, ['p1'], 'P1']) {
    it(`is refused when it speaks of ${String(sub)} [oidcc-client-test-userinfo-invalid-sub]`, async () => {
      answer = () => Response.json({ ...names, sub });
      const error = await failureOf(asking().me(contextOf()));
      assert.deepEqual([error.code, error.phase], ['bad_response', 'portal']);
      assert.match(error.message, /userinfo: sub/);
    });
  }

  it('is refused when both say nothing of whom they speak', async () => {
    answer = () => Response.json(names);
    const anybody = portal({ userinfo, person: () => ({ sub: 'x', name: 'x', family_name: 'x', given_name: 'x' }) });
    assert.equal((await failureOf(anybody.me(contextOf({}, names)))).code, 'bad_response');
  });

  it('is asked once for roles and subsystems', async () => {
    const one = asking();
    const context = contextOf({ realm_access: { roles: ['teacher'] } });
    const [list, me] = await Promise.all([one.subsystems({ ...context }), one.me({ ...context })]);
    assert.deepEqual([requests.length, list.length, me.roles.length], [1, 2, 1]);
  });

  it('fails as any portal does', async () => {
    const codeOf = async (response: Response) => {
      answer = () => response;
      return (await failureOf(asking().me(contextOf()))).code;
    };
    assert.equal(
      await codeOf(new Response('eyJ.a.b', { headers: { 'content-type': 'application/jwt' } })),
      'bad_response',
    );
    assert.equal(await codeOf(Response.json([])), 'bad_response');
    assert.equal(await codeOf(Response.json({ error: 'invalid_token' }, { status: 401 })), 'session_ended');
    assert.equal(await codeOf(Response.json({ error: 'insufficient_scope' }, { status: 403 })), 'forbidden');
    answer = () => Response.json({}, { status: 403 });
    assert.equal((await failureOf(asking().me(contextOf()))).phase, 'portal');
    answer = () => Promise.reject(new EposError('session_ended', 'session'));
    assert.equal((await failureOf(asking().me(contextOf()))).phase, 'session');
  });

  it('stops when the caller has had enough', async () => {
    const caller = new AbortController();
    answer = () => {
      caller.abort();
      return new Promise<Response>(() => undefined);
    };
    const failure = await failureOf(asking().me({ ...contextOf(), signal: caller.signal }));
    assert.equal(failure.code, 'aborted');
  });
});
