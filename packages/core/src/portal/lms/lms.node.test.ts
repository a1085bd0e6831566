import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Subsystem } from '../../contract/contract.ts';
import { readMe } from '../../contract/contract.ts';
import { EposError } from '../../errors/errors.ts';
import { lmsSessions, type LmsSessionsOptions } from './lms.ts';
import { failureOf } from '../../test/failure.ts';

const url = 'https://journal.example';

/** What `POST lms/api/sessions` answers in Perm, as public clients read it; the token is nobody's. */
const perm = {
  id: 4711,
  guid: '7d9f2f3e-0000-4000-8000-000000000001',
  first_name: 'Мария',
  last_name: 'Иванова',
  middle_name: 'Петровна',
  email: 'ivanova@mail.example',
  date_of_birth: '1984-03-14',
  sex: 'female',
  authentication_token: 'c0ffee00-0000-4000-8000-000000000000',
  password_change_required: false,
};
const profileOf = (id: number, type: string, more: object = {}) => ({
  id,
  user_id: 4711,
  type,
  roles: [],
  school_id: 12,
  school_shortname: 'МАОУ «СОШ № 12»',
  org_type_id: 1,
  subject_ids: [],
  is_default: false,
  agree_pers_data: true,
  ...more,
});
const organization = { id: '12', name: 'МАОУ «СОШ № 12»' };

let requests: Request[];
let bodies: string[];
let answer: () => Response | Promise<Response>;

const fetcher: typeof fetch = async (input, init) => {
  const request = new Request(input, init);
  requests.push(request);
  bodies.push(await request.clone().text());
  return answer();
};
const session: typeof fetch = () => assert.fail('the session of the transport went to the journal');
const context = { fetch: session };
const portal = (options: LmsSessionsOptions = {}) => lmsSessions(url, { fetch: fetcher, ...options });
const rolesOf = async (...profiles: unknown[]) => {
  answer = () => Response.json({ ...perm, profiles });
  return (await portal().me(context)).roles;
};

beforeEach(() => {
  requests = [];
  bodies = [];
  answer = () => Response.json({ ...perm, profiles: [profileOf(1, 'teacher')] });
});

describe('lmsSessions', () => {
  for (const bad of ['', 'javascript:alert(1)', undefined]) {
    it(`refuses the address ${String(bad)}`, () => {
      assert.throws(() => lmsSessions(bad as string), {
        name: 'EposError',
        code: 'invalid_options',
        phase: 'configure',
        message: /lmsSessions: url/,
      });
    });
  }

  it('asks with the journal’s own cookie, and never with the session of the transport', async () => {
    await portal({ authToken: () => 'token-of-the-journal' }).me(context);
    const [request] = requests;
    assert.equal(request?.url, `${url}/lms/api/sessions`);
    assert.deepEqual([request.method, request.credentials, request.redirect], ['POST', 'include', 'manual']);
    assert.equal(request.headers.get('authorization'), null);
    // Without it the journal reads no body, and a browser asks for no leave (CORS).
    assert.equal(request.headers.get('content-type'), 'application/json');
    assert.equal(request.cache, 'no-store');
    assert.deepEqual(JSON.parse(bodies[0] ?? ''), { auth_token: 'token-of-the-journal' });
    assert.deepEqual(portal().origins, []);
  });

  it('leaves the token to the cookie where the page cannot read it', async () => {
    await portal().me(context);
    assert.equal(bodies[0], '{}');
  });

  it('finds the token among the cookies that the page can read', async (context) => {
    const page = globalThis as { document?: { cookie: string; baseURI?: string } };
    context.after(() => {
      delete page.document;
    });
    const tokenIn = async (cookie: string) => {
      bodies = [];
      page.document = { cookie };
      await portal().me({ fetch: session });
      return (JSON.parse(bodies[0] ?? '') as { auth_token?: string }).auth_token;
    };
    assert.equal(await tokenIn('auth_token=c0ffee-1; profile_id=1'), 'c0ffee-1');
    assert.equal(await tokenIn('profile_id=1; auth_token=c0ffee-2'), 'c0ffee-2');
    assert.equal(await tokenIn('profile_id=1;auth_token=c0ffee-3;aid=2'), 'c0ffee-3');
    assert.equal(await tokenIn('my_auth_token=c0ffee-4; auth_token_by_context=5'), undefined);
    assert.equal(await tokenIn('auth_token=; aid=2'), undefined);
    assert.equal(await tokenIn(''), undefined);
  });

  it('asks by the page’s own fetch', async (context) => {
    context.mock.method(globalThis, 'fetch', fetcher);
    assert.equal((await lmsSessions(url).me({ fetch: session })).person.family_name, 'Иванова');
  });

  it('reads the person, and keeps nothing else', async () => {
    const me = await portal().me(context);
    assert.deepEqual(me.person, {
      sub: perm.guid,
      name: 'Иванова Мария Петровна',
      family_name: 'Иванова',
      given_name: 'Мария',
      middle_name: 'Петровна',
    });
    assert.deepEqual(readMe(me), me);
    assert.doesNotMatch(JSON.stringify(me), /c0ffee|mail\.example|1984/);
  });

  it('knows the person by the journal’s number where there is no guid, and without a patronymic', async () => {
    answer = () => Response.json({ ...perm, guid: null, middle_name: null, profiles: [] });
    const { person } = await portal().me(context);
    assert.deepEqual([person.sub, person.name], ['4711', 'Иванова Мария']);
    assert.equal('middle_name' in person, false);
  });

  const kinds: [type: string, category: string, title: string][] = [
    ['student', 'student', 'Обучающийся'],
    ['parent', 'parent', 'Родитель'],
    ['teacher', 'employee', 'Учитель'],
    ['staff', 'employee', 'Сотрудник'],
    ['student_profile', 'student', 'Обучающийся'],
    ['parent_profile', 'parent', 'Родитель'],
    ['staff_profile', 'employee', 'Сотрудник'],
    ['StudentProfile', 'student', 'Обучающийся'],
    ['ParentProfile', 'parent', 'Родитель'],
    ['TeacherProfile', 'employee', 'Учитель'],
  ];
  for (const [type, category, title] of kinds) {
    it(`takes ${type} for ${title}`, async () => {
      assert.deepEqual(await rolesOf(profileOf(1, type)), [{ id: '1', category, title, organization }]);
    });
  }

  it('takes who has the right school_admin for an administrator, pupils and parents excepted', async () => {
    const roles = ['school_admin'];
    const titles = async (...types: string[]) =>
      (await rolesOf(...types.map((type, index) => profileOf(index, type, { roles })))).map(({ title }) => title);
    const administrator = 'Администратор школы';
    assert.deepEqual(await titles('staff', 'teacher', 'admin'), [administrator, administrator, administrator]);
    assert.deepEqual(await titles('student', 'parent'), ['Обучающийся', 'Родитель']);
    assert.equal((await rolesOf(profileOf(1, 'admin', { roles })))[0]?.category, 'employee');
  });

  it('reads the profiles of the journal’s later forms', async () => {
    const mesh = { id: 'p-1', type: 'parent', organization_id: 'o-7', school_name: 'Гимназия № 3' };
    const bare = { id: 2, type: 'student', agree_pers_data: true, children: [] };
    assert.deepEqual(await rolesOf(mesh, bare), [
      { id: 'p-1', category: 'parent', title: 'Родитель', organization: { id: 'o-7', name: 'Гимназия № 3' } },
      { id: '2', category: 'student', title: 'Обучающийся' },
    ]);
  });

  it('leaves out what it does not know or cannot read, and keeps the others', async () => {
    const found = await rolesOf(
      profileOf(1, 'methodist'),
      profileOf(2, 'constructor'),
      profileOf(8, 'student_profile_draft'),
      null,
      7,
      'teacher',
      [],
      { type: 'teacher' },
      { id: 3 },
      { ...profileOf(4, 'teacher'), id: {} },
      { ...profileOf(5, 'teacher'), id: 1.5 },
      { ...profileOf(6, 'teacher'), roles: 'school_admin', school_shortname: 'Ш'.repeat(301) },
      profileOf(7, 'parent'),
      profileOf(9, 'teacher', { school_shortname: 'Ш'.repeat(300) }),
    );
    assert.deepEqual(
      found.map(({ id, title, organization: at }) => [id, title, at?.name]),
      [
        ['6', 'Учитель', undefined],
        ['7', 'Родитель', organization.name],
        ['9', 'Учитель', 'Ш'.repeat(300)],
      ],
    );
  });

  it('shows the caller what can be read of a profile', async () => {
    const seen: unknown[] = [];
    const profiles = [
      profileOf(1, 'methodist', { roles: ['school_admin', 7, null] }),
      { id: 2, type: 'x', roles: 'y' },
    ];
    answer = () => Response.json({ ...perm, profiles });
    await portal({
      roleOf(profile) {
        seen.push(profile);
        return undefined;
      },
    }).me(context);
    assert.deepEqual(seen, [
      { id: '1', type: 'methodist', roles: ['school_admin'], organization },
      { id: '2', type: 'x', roles: [] },
    ]);
  });

  it('never throws anything but its own error, and never gives what the contract forbids', async () => {
    const profile = fc.record(
      {
        id: fc.oneof(fc.integer(), fc.string(), fc.anything()),
        type: fc.oneof(fc.constantFrom('student', 'parent', 'teacher', 'staff'), fc.anything()),
        roles: fc.oneof(fc.array(fc.string()), fc.anything()),
        school_id: fc.oneof(fc.integer(), fc.anything()),
        school_shortname: fc.oneof(fc.string({ maxLength: 400 }), fc.anything()),
      },
      { requiredKeys: [] },
    );
    const profiles = fc.array(fc.oneof(profile, fc.anything()));
    await fc.assert(
      fc.asyncProperty(fc.json(), profiles, fc.boolean(), async (json, some, isSession) => {
        answer = () => (isSession ? Response.json({ ...perm, profiles: jsonOf(some) }) : new Response(json));
        const me = await portal()
          .me(context)
          .catch((error: unknown) => error);
        if (me instanceof EposError) assert.ok(!isSession && me.code === 'bad_response');
        else assert.deepEqual(readMe(me), me);
      }),
    );
  });

  it('asks the caller first what a profile means', async () => {
    answer = () => Response.json({ ...perm, profiles: [profileOf(1, 'methodist'), profileOf(2, 'teacher')] });
    const { roles } = await portal({
      roleOf: ({ type }) => (type === 'methodist' ? { category: 'employee', title: 'Методист' } : undefined),
    }).me(context);
    assert.deepEqual(
      roles.map(({ id, title }) => [id, title]),
      [
        ['1', 'Методист'],
        ['2', 'Учитель'],
      ],
    );
    assert.deepEqual(roles[0]?.organization, organization);
    const broken = portal({
      roleOf: () => {
        throw new Error('mine');
      },
    });
    assert.equal((await failureOf(broken.me(context))).code, 'bad_response');
  });

  for (const body of [
    [],
    {},
    null,
    { ...perm },
    { ...perm, profiles: {} },
    { ...perm, last_name: ' ', profiles: [] },
  ]) {
    it(`says bad_response to ${JSON.stringify(body).slice(0, 40)}`, async () => {
      answer = () => Response.json(body);
      const error = await failureOf(portal().me(context));
      assert.deepEqual([error.code, error.phase], ['bad_response', 'portal']);
    });
  }

  it('says session_ended where nobody is signed in to the journal', async () => {
    answer = () => Response.json({ code: 401, description: 'Пользователь не авторизован' }, { status: 401 });
    const error = await failureOf(portal().me(context));
    assert.deepEqual([error.code, error.phase, error.status], ['session_ended', 'portal', 401]);
  });

  it('sends nothing where it could be read on its way', async () => {
    const plain = lmsSessions('http://journal.example', { fetch: fetcher });
    const { code, phase } = await failureOf(plain.me(context));
    assert.deepEqual([code, phase], ['insecure_context', 'portal']);
    assert.equal(requests.length, 0);
  });
});

describe('subsystems of lmsSessions', () => {
  const of = (id: string, ...categories: Subsystem['categories']): Subsystem => ({
    id,
    name: id,
    categories,
    status: { kind: 'available' },
  });

  it('are the journal, for who has a role in it', async () => {
    const journal = { id: 'journal', name: 'ЭПОС.Школа', url: `${url}/`, status: { kind: 'available' } };
    const categories = ['employee', 'parent', 'student'];
    assert.deepEqual(await portal().subsystems(context), [{ ...journal, categories }]);
    answer = () => Response.json({ ...perm, profiles: [] });
    assert.deepEqual(await portal().subsystems(context), []);
  });

  it('are those of a list that are for the person’s categories', async () => {
    const subsystems = [of('a', 'employee'), of('b', 'student', 'parent'), of('c', 'student', 'employee')];
    const found = await portal({ subsystems }).subsystems(context);
    assert.deepEqual(
      found.map(({ id }) => id),
      ['a', 'c'],
    );
  });

  it('cost no further question when they are asked for beside the roles', async () => {
    const { signal } = new AbortController();
    const one = portal();
    await Promise.all([one.subsystems({ fetch: session, signal }), one.me({ fetch: session, signal })]);
    assert.equal(requests.length, 1);
    await one.me({ fetch: session, signal });
    assert.equal(requests.length, 2);
  });

  it('are never taken from the question of another session, or of who may call it off', async () => {
    const one = portal();
    const other: typeof fetch = (...sent) => session(...sent);
    await Promise.all([
      one.me(context),
      one.me({ fetch: session, signal: new AbortController().signal }),
      one.me({ fetch: other }),
    ]);
    assert.equal(requests.length, 3);
  });

  it('share a question that is under way, though an older one ends meanwhile', async () => {
    const one = portal();
    const ends: (() => void)[] = [];
    answer = () =>
      new Promise((resolve) => {
        ends.push(() => {
          resolve(Response.json({ ...perm, profiles: [] }));
        });
      });
    const older = one.me(context);
    const newer = { fetch: session, signal: new AbortController().signal };
    const first = one.me(newer);
    while (ends.length < 2) await new Promise(setImmediate);
    ends[0]?.();
    await older;
    const second = one.subsystems(newer);
    ends[1]?.();
    await Promise.all([first, second]);
    assert.equal(requests.length, 2);
  });

  it('stop when the caller has had enough', async () => {
    const caller = new AbortController();
    answer = () => {
      caller.abort();
      return new Promise<Response>(() => undefined);
    };
    const failure = await failureOf(portal().subsystems({ fetch: session, signal: caller.signal }));
    assert.equal(failure.code, 'aborted');
  });

  it('are asked for again after a failure', async () => {
    const one = portal();
    answer = () => Response.json({}, { status: 403 });
    await failureOf(one.subsystems(context));
    answer = () => Response.json({ ...perm, profiles: [profileOf(1, 'teacher')] });
    assert.equal((await one.subsystems(context)).length, 1);
  });
});

/** What survives the wire of what fast-check makes up. */
function jsonOf(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? Number(item) : item)));
}
