import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import * as z from 'zod/mini';
import { checkForm, formRules, organizationQuery, problem, registration, type FormRule } from './contract.ts';
import { filled } from '../test/filled-form.ts';

/** The rules that are broken, by field. */
function rulesOf(schema: z.ZodMiniType, sent: unknown): Record<string, string> {
  const checked = checkForm(schema, sent);
  return Object.fromEntries(checked.ok ? [] : checked.fields.map(({ field, rule }) => [field, rule]));
}

describe('checkForm', () => {
  it('gives the form back in its normal form', () => {
    const checked = checkForm(registration, {
      ...filled,
      family_name: ' Сидорова ',
      email: ' Anna@Mail.Example',
      inn: ' 5900000122 ',
      kpp: '590001001\n',
      colour: 'red',
    });
    assert.deepEqual(checked, { ok: true, form: filled });
  });

  const broken: [what: string, field: keyof typeof filled | 'organization_short_name', value: unknown, FormRule][] = [
    ...Object.keys(filled).flatMap((field): typeof broken => [
      ['no', field as keyof typeof filled, undefined, 'required'],
      ['an empty', field as keyof typeof filled, '', 'required'],
      ['a number as', field as keyof typeof filled, 7, 'type'],
      ['null as', field as keyof typeof filled, null, 'type'],
    ]),
    ['a blank', 'given_name', ' \t', 'required'],
    ['a blank', 'email', '  ', 'required'],
    ['a blank', 'kpp', '  ', 'required'],
    ['a long', 'family_name', 'я'.repeat(101), 'max_length'],
    ['a long', 'position', 'я'.repeat(201), 'max_length'],
    ['a long', 'organization_short_name', 'я'.repeat(301), 'max_length'],
    ['no e-mail as', 'email', 'anna', 'email'],
    ['two e-mails as', 'email', 'a@mail.example, b@mail.example', 'email'],
    ['a wrong check digit in', 'inn', '5900000123', 'inn'],
    ['a person’s ИНН as', 'inn', '500100732259', 'inn'],
    ['letters in', 'inn', '59000001А2', 'inn'],
    ['eight digits as', 'kpp', '59000100', 'kpp'],
    ['Cyrillic letters in', 'kpp', '5900АВ001', 'kpp'],
  ];
  for (const [what, field, value, rule] of broken) {
    it(`says ${rule} to ${what} ${field}`, () => {
      assert.deepEqual(rulesOf(registration, { ...filled, [field]: value }), { [field]: rule });
    });
  }

  it('names every broken field once, in the order of the form', () => {
    const { email: _, ...rest } = filled;
    const sent = { ...rest, kpp: '', inn: '1', position: ' ' };
    assert.deepEqual(Object.entries(rulesOf(registration, sent)), [
      ['email', 'required'],
      ['position', 'required'],
      ['inn', 'inn'],
      ['kpp', 'required'],
    ]);
  });

  it('checks what is no form', () => {
    for (const sent of [null, [], 'x', 7]) assert.deepEqual(rulesOf(registration, sent), { body: 'type' });
    assert.deepEqual(rulesOf(registration, undefined), { body: 'required' });
  });

  it('checks queries: three letters or more, a page of 1 to 50', () => {
    assert.deepEqual(rulesOf(organizationQuery, { query: ' шк ' }), { query: 'min_length' });
    assert.deepEqual(rulesOf(organizationQuery, { query: '   ' }), { query: 'required' });
    assert.deepEqual(rulesOf(organizationQuery, { query: 'я'.repeat(201) }), { query: 'max_length' });
    for (const limit of ['0', 51, '-1']) {
      assert.deepEqual(rulesOf(organizationQuery, { query: 'школа', limit }), { limit: 'range' }, String(limit));
    }
    assert.deepEqual(rulesOf(organizationQuery, { query: 'школа', limit: 'many' }), { limit: 'type' });
    assert.deepEqual(rulesOf(organizationQuery, { query: 'школа', limit: 1.5 }), { limit: 'type' });
  });

  it('says invalid to what a schema may ask for besides', () => {
    assert.deepEqual(rulesOf(z.object({ a: z.literal('x') }), { a: 'y' }), { a: 'invalid' });
    assert.deepEqual(rulesOf(z.object({ a: z.string().check(z.refine(() => false)) }), { a: 'y' }), { a: 'invalid' });
    assert.deepEqual(rulesOf(z.object({ a: z.url() }), { a: 'y' }), { a: 'format' });
  });

  it('never throws, and says nothing that a problem document could not carry', () => {
    const fields = Object.fromEntries(
      [...Object.keys(filled), 'organization_short_name'].map((field) => [
        field,
        fc.oneof(fc.string(), fc.anything(), fc.constant((filled as Record<string, string>)[field])),
      ]),
    );
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.record(fields, { requiredKeys: [] })), (sent) => {
        const checked = checkForm(registration, sent);
        if (checked.ok) {
          assert.deepEqual(checkForm(registration, checked.form), checked);
          return;
        }
        assert.ok(checked.fields.length > 0);
        assert.ok(checked.fields.every(({ rule }) => (formRules as readonly string[]).includes(rule)));
        assert.ok(z.safeParse(problem.shape.errors, checked.fields).success);
      }),
    );
  });
});

it('describes the form as JSON Schema', () => {
  const { required, properties } = z.toJSONSchema(registration, { io: 'input' });
  assert.deepEqual(required, Object.keys(filled));
  assert.deepEqual(Object.keys(properties ?? {}).length, 10);
});
