import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as z from 'zod/mini';
import {
  address,
  isInn,
  isKpp,
  me,
  organizationQuery,
  readMe,
  readProblemCode,
  readSubsystems,
  registration,
  subsystem,
} from './contract.ts';
import { dateTime, fullDate } from './date-time.ts';

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
    for (const bad of [
      undefined,
      {},
      { person: { ...person, sub: 5 }, roles: [] },
      { person: { ...person, sub: '' }, roles: [] },
    ]) {
      assert.throws(() => readMe(bad));
    }
  });
});

describe('readProblemCode', () => {
  it('reads the code, whatever else the portal wrote or left out', () => {
    assert.equal(readProblemCode({ code: 'not_found', title: '', status: '404' }), 'not_found');
  });

  it('reads no code that is none', () => {
    for (const code of [undefined, null, 7, '', 'x'.repeat(101), ['not_found']]) {
      assert.equal(readProblemCode({ code }), undefined);
    }
    for (const body of [undefined, null, '<h1>nginx', []]) assert.equal(readProblemCode(body), undefined);
  });
});

describe('formats', () => {
  const verdict = (schema: z.ZodMiniType, value: unknown) => {
    const { success, data } = z.safeParse(schema, value);
    return success ? { data } : 'refused';
  };
  const pad = (value: number, length = 2) => String(value).padStart(length, '0');

  it('takes the days that zod’s own format takes', () => {
    for (const year of [0, 1, 99, 1900, 2000, 2024, 2026, 9999]) {
      for (let month = 0; month <= 13; month++) {
        for (let day = 0; day <= 32; day++) {
          const value = `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
          assert.deepEqual(verdict(fullDate, value), verdict(z.iso.date(), value), value);
        }
      }
    }
    for (const value of ['', '2026-9-01', '2026-09-01T', ' 2026-09-01', '2026-09-01\n', '+002026-09-01', 'null', 0]) {
      assert.equal(verdict(fullDate, value), 'refused', String(value));
    }
  });

  it('takes the points in time that zod’s own format takes', () => {
    const days = ['2026-09-01', '2026-02-29', '2026-9-1', ''];
    const times = ['08:00:00', '23:59:59.123', '24:00:00', '08:60:00', '08:00:60', '08:00', '08:00:00.', ''];
    const offsets = ['Z', 'z', '', '+05:00', '-23:59', '+24:00', '+0500', '+05', 'Z ', '\n'];
    const own = z.iso.datetime({ offset: true });
    for (const day of days) {
      for (const time of times) {
        for (const offset of offsets) {
          for (const separator of ['T', 't', ' ']) {
            const value = day + separator + time + offset;
            assert.deepEqual(verdict(dateTime, value), verdict(own, value), value);
          }
        }
      }
    }
    assert.deepEqual(verdict(dateTime, '2026-09-01T08:00:00+05:00'), { data: '2026-09-01T08:00:00+05:00' });
  });

  it('takes the addresses that zod’s own format takes, and leaves out of them what it leaves out', () => {
    const own = z.url({ protocol: /^https?$/ }).check(z.maxLength(2048));
    const addresses = [
      'https://epos.example',
      'HTTP://epos.example:8080/a?b#c',
      ' \u00A0https://epos.example/\n',
      'https://ep\nos.example/\ta',
      'ht\ntps://epos.example',
      '\0https://epos.example',
      'https://школа.рф/путь',
      'https://[::1]/',
      'https://user:word@epos.example',
      `https://epos.example/${'a'.repeat(2027)}`,
      `https://epos.example/${'a'.repeat(2028)}`,
      'https:epos.example',
      'https:/epos.example',
      'https:\\\\epos.example',
      'https://',
      'https://a b',
      'https://epos.example:99999',
      '//epos.example',
      'javascript:alert(1)//https://',
      'java\nscript:alert(1)',
      'view-source:https://epos.example',
      'epos.example',
      '',
      7,
      null,
    ];
    for (const value of addresses) assert.deepEqual(verdict(address, value), verdict(own, value), String(value));
    assert.deepEqual(verdict(address, ' https://epos.example '), { data: 'https://epos.example' });
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
  const formats = [address, dateTime, fullDate].map((schema) => z.toJSONSchema(schema).format);
  assert.deepEqual(formats, ['uri', 'date-time', 'date']);
});
