import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as z from 'zod/mini';
import {
  checkForm,
  me,
  organizationList,
  problem,
  readMe,
  readOrganizations,
  readSubsystems,
  registration,
  registrationAccepted,
  subsystemList,
  type SubsystemStatus,
} from './contract.ts';
import { text } from './text.ts';
import { filled } from '../test/filled-form.ts';

const person = {
  sub: 'p1',
  name: 'Иванова Мария',
  family_name: 'Иванова',
  given_name: 'Мария',
  middle_name: 'Ильинична',
};
const role = {
  id: 'r1',
  category: 'parent',
  title: 'Родитель',
  organization: { id: 'o1', name: 'Школа № 1', territory: 'Пермь' },
  child: { sub: 'p2', name: 'Иванов Пётр' },
};
const school = {
  id: 'o1',
  name: 'Школа № 1',
  short_name: 'Ш1',
  inn: '5900000122',
  kpp: '590001001',
  territory: 'Пермь',
};
const journal = {
  id: 'journal',
  name: 'ЭПОС.Школа',
  description: 'Журнал и дневник',
  categories: ['employee', 'parent'],
  group: 'Обучение',
  url: 'https://journal.example/',
  initiate_login_uri: 'https://journal.example/login',
  icon: 'https://journal.example/icon.svg',
  keywords: ['дневник'],
  status: { kind: 'available' },
};

describe('an answer that keeps the contract is read whole', () => {
  const statuses: SubsystemStatus[] = [
    { kind: 'available' },
    { kind: 'degraded', note: 'медленно' },
    { kind: 'maintenance', until: '2026-09-01T08:00:00+05:00', note: 'до утра' },
    { kind: 'no-access', reason: 'нет прав', remedy: 'спросите' },
    { kind: 'coming-soon', from: '2026-09-01', note: 'осенью' },
  ];
  for (const status of statuses) {
    it(`a subsystem that is ${status.kind}`, () => {
      assert.deepEqual(readSubsystems({ subsystems: [{ ...journal, status }] }), [{ ...journal, status }]);
      assert.deepEqual(z.parse(subsystemList, { subsystems: [{ ...journal, status }] }).subsystems[0]?.status, status);
    });
  }

  it('a person with a role', () => {
    assert.deepEqual(readMe({ person, roles: [role] }), { person, roles: [role] });
    assert.deepEqual(z.parse(me, { person, roles: [role] }), { person, roles: [role] });
  });

  it('organizations, with the cursor to read on by', () => {
    const answer = { organizations: [school], next_cursor: 'c2' };
    assert.deepEqual(readOrganizations(answer), answer);
    assert.deepEqual(z.parse(organizationList, answer), answer);
  });

  it('a problem, and a registration that was taken', () => {
    const refusal = {
      type: 'about:blank',
      title: 'Bad Request',
      status: 400,
      detail: 'd',
      code: 'invalid_request',
      errors: [{ field: 'inn', rule: 'inn', detail: 'check digit' }],
    };
    assert.deepEqual(z.parse(problem, refusal), refusal);
    assert.deepEqual(z.parse(registrationAccepted, { id: 'r7' }), { id: 'r7' });
  });
});

describe('an answer that does not', () => {
  for (const [what, body] of [
    ['a status without its reason', { ...journal, status: { kind: 'no-access', remedy: 'спросите' } }],
    ['a day that no calendar has', { ...journal, status: { kind: 'coming-soon', from: '2026-02-30' } }],
    ['works until no point in time', { ...journal, status: { kind: 'maintenance', until: 'завтра' } }],
    ['no category at all', { ...journal, categories: [] }],
    ['an empty keyword', { ...journal, keywords: [''] }],
  ] as const) {
    it(`loses the item with ${what}`, () => {
      assert.deepEqual(
        readSubsystems({ subsystems: [body, { ...journal, id: 'good' }] }).map(({ id }) => id),
        ['good'],
      );
    });
  }

  it('loses a role of a child without a name, or at a place without one', () => {
    const roles = [role, { ...role, child: { sub: 'p2' } }, { ...role, organization: { id: 'o1' } }];
    assert.deepEqual(readMe({ person, roles }).roles, [role]);
  });

  it('loses an organization that cannot be read, or a bad cursor, and nothing else', () => {
    const organizations = [{ ...school, inn: '5900000123' }, school, 7];
    assert.deepEqual(readOrganizations({ organizations, next_cursor: 7 }), { organizations: [school] });
    assert.deepEqual(readOrganizations({ organizations }), { organizations: [school] });
    for (const body of [undefined, {}, { organizations: school }]) assert.throws(() => readOrganizations(body));
  });
});

describe('a form', () => {
  const broken = (change: object) => {
    const checked = checkForm(registration, { ...filled, ...change });
    return checked.ok ? [] : checked.fields.map(({ field, rule }) => `${field}: ${rule}`);
  };

  it('names each broken field once, with the first rule it breaks', () => {
    assert.deepEqual(broken({}), []);
    assert.deepEqual(broken({ email: 'a'.repeat(300) }), ['email: email']);
    assert.deepEqual(broken({ inn: '   ', kpp: '59000100' }), ['inn: required', 'kpp: kpp']);
    assert.deepEqual(broken({ family_name: 'а'.repeat(101), position: ' ' }), [
      'family_name: max_length',
      'position: required',
    ]);
  });

  it('names a field inside another by its path, and the form itself where no field is to blame', () => {
    const schema = z.object({ school: z.object({ name: text(3) }) });
    assert.deepEqual(checkForm(schema, { school: { name: 'Лицей' } }), {
      ok: false,
      fields: [{ field: 'school.name', rule: 'max_length' }],
    });
    assert.deepEqual(checkForm(schema, 'no form'), { ok: false, fields: [{ field: 'body', rule: 'type' }] });
  });

  it('calls a field empty that holds white space only, whatever form was wanted of it', () => {
    const schema = z.object({ code: z.string().check(z.refine((code) => code === 'x')) });
    assert.deepEqual(checkForm(schema, { code: ' \u00a0' }), {
      ok: false,
      fields: [{ field: 'code', rule: 'required' }],
    });
    assert.deepEqual(checkForm(schema, { code: 'y' }), { ok: false, fields: [{ field: 'code', rule: 'invalid' }] });
  });
});
