import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as z from 'zod/mini';
import { isInn, isKpp, me, organizationQuery, readMe, readSubsystems, registration, subsystem } from './contract.ts';

const journal = {
  id: 'journal',
  name: 'ЭПОС.Школа',
  categories: ['employee'],
  url: 'https://journal.example/',
  status: { kind: 'available' },
};
const person = { sub: 'p1', name: 'Иванова Мария', family_name: 'Иванова', given_name: 'Мария' };

describe('readSubsystems', () => {
  const read = (...items: unknown[]) => readSubsystems({ subsystems: items });

  it('leaves out the bad item and keeps the others', () => {
    assert.deepEqual(
      read(journal, { id: 'broken' }, null, 7, { ...journal, id: 'b' }).map(({ id }) => id),
      ['journal', 'b'],
    );
  });

  for (const url of ['javascript:alert(1)', 'data:text/html,x', '//evil.example', 'file:///etc/passwd', '']) {
    it(`refuses the address ${JSON.stringify(url)}`, () => {
      assert.deepEqual(read({ ...journal, url }), []);
      assert.deepEqual(read({ ...journal, initiate_login_uri: url }), []);
    });
  }

  it('costs a bad icon the icon, not the tile', () => {
    const [only] = read({ ...journal, icon: 'javascript:alert(1)' });
    assert.equal(only?.id, 'journal');
    assert.equal(only.icon, undefined);
  });

  it('shows an unknown status as available and ignores unknown fields and categories', () => {
    const [only] = read({ ...journal, status: { kind: 'haunted' }, colour: 'red', categories: ['guest', 'parent'] });
    assert.deepEqual(only?.status, { kind: 'available' });
    assert.deepEqual(only.categories, ['parent']);
    assert.equal('colour' in only, false);
  });

  it('does not take a known status with broken fields for another', () => {
    assert.deepEqual(read({ ...journal, status: { kind: 'no-access' } }), []);
  });

  it('throws when it is no list at all', () => {
    assert.throws(() => readSubsystems('<html>'));
    assert.throws(() => readSubsystems({ subsystems: {} }));
  });
});

describe('readMe', () => {
  it('leaves out roles of categories it does not know', () => {
    const roles = [
      { id: '1', category: 'guest', title: 'Гость' },
      { id: '2', category: 'parent', title: 'Родитель' },
    ];
    assert.deepEqual(
      readMe({ person, roles }).roles.map(({ id }) => id),
      ['2'],
    );
  });

  it('throws without a readable person', () => {
    for (const bad of [undefined, {}, { person: { ...person, sub: 5 }, roles: [] }, { person: { ...person, sub: '' }, roles: [] }]) {
      assert.throws(() => readMe(bad));
    }
  });
});

describe('tax numbers', () => {
  it('checks the check digit of an ИНН', () => {
    assert.equal(isInn('5900000122'), true);
    assert.equal(isInn('5900000123'), false);
    assert.equal(isInn('590000012'), false);
    assert.equal(isInn('59000001220'), false);
  });

  it('checks the form of a КПП', () => {
    assert.equal(isKpp('590001001'), true);
    assert.equal(isKpp('5900AB001'), true);
    assert.equal(isKpp('59000100'), false);
    assert.equal(isKpp('59000100Я'), false);
  });
});

describe('requests', () => {
  it('wants three letters of an organization', () => {
    assert.equal(z.safeParse(organizationQuery, { query: ' ши ' }).success, false);
    assert.deepEqual(z.parse(organizationQuery, { query: ' школа ', limit: '5' }), { query: 'школа', limit: 5 });
    assert.equal(z.safeParse(organizationQuery, { query: 'школа', limit: 500 }).success, false);
  });

  it('trims a registration and names the broken field', () => {
    const form = {
      family_name: ' Сидорова ',
      given_name: 'Анна',
      middle_name: 'Ильинична',
      email: 'Anna@Mail.Example',
      position: 'Учитель',
      organization_id: 'org',
      inn: '5900000122',
      kpp: '590001001',
      consent_version: '2026-09',
    };
    const { family_name, email } = z.parse(registration, form);
    assert.deepEqual({ family_name, email }, { family_name: 'Сидорова', email: 'anna@mail.example' });
    const bad = z.safeParse(registration, { ...form, inn: '5900000123' });
    assert.deepEqual(bad.error?.issues[0]?.path, ['inn']);
  });
});

it('every schema that is answered can be described as JSON Schema', () => {
  for (const schema of [me, subsystem]) assert.ok(z.toJSONSchema(schema));
});
