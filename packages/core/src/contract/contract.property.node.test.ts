import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import * as z from 'zod/mini';
import { addresses } from '../test/arbitraries.ts';
import { address, isInn, isKpp, readMe, readSubsystems, role, subsystem } from './contract.ts';
import { dateTime, fullDate } from './date-time.ts';

const verdict = (schema: z.ZodMiniType, value: unknown) => {
  const { success, data } = z.safeParse(schema, value);
  return success ? { data } : 'refused';
};
/** Anything that can stand in an answer, `__proto__` and all. */
const bodies = fc.oneof(
  fc.jsonValue(),
  fc.anything(),
  fc.json().map((text) => JSON.parse(text) as unknown),
);

const texts = fc.string({ minLength: 1, maxLength: 40 });
const pieces = (...kinds: string[]) => fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...kinds) }, fc.string());

describe('address, whatever is passed off as one', () => {
  it('takes what zod’s own format takes, and gives what zod’s own format gives', () => {
    const own = z.url({ protocol: /^https?$/ }).check(z.maxLength(2048));
    fc.assert(
      fc.property(addresses, (text) => {
        assert.deepEqual(verdict(address, text), verdict(own, text));
      }),
    );
  });

  it('gives only addresses that are safe in an href', () => {
    fc.assert(
      fc.property(addresses, (text) => {
        const { success, data = '' } = z.safeParse(address, text);
        if (success) assert.match(new URL(data, 'javascript:void 0').protocol, /^https?:$/);
      }),
    );
  });
});

describe('days and points in time, whatever is written', () => {
  const days = fc
    .tuple(fc.nat(9999), fc.nat(13), fc.nat(32))
    .map(([year, month, day]) => `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`);
  const hours = fc.tuple(fc.nat(25), fc.nat(61), fc.nat(61)).map((parts) => parts.map(pad).join(':'));
  const fractions = fc.oneof(
    fc.constant(''),
    fc.nat().map((digits) => `.${digits}`),
    fc.constant('.'),
  );
  const offsets = pieces('Z', 'z', '', '+05:00', '-23:59', '+24:00', '+0500');
  const moments = fc
    .tuple(fc.oneof(days, fc.string()), pieces('T', 't', ' '), fc.oneof(hours, fc.string()), fractions, offsets)
    .map((parts) => parts.join(''));
  const real = fc.date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });

  function pad(value: number): string {
    return String(value).padStart(2, '0');
  }

  it('takes what zod’s own formats take', () => {
    const ownMoment = z.iso.datetime({ offset: true });
    fc.assert(
      fc.property(fc.oneof(days, moments, fc.string()), (text) => {
        assert.deepEqual(verdict(fullDate, text), verdict(z.iso.date(), text));
        assert.deepEqual(verdict(dateTime, text), verdict(ownMoment, text));
      }),
      { numRuns: 2000 },
    );
  });

  it('takes every day there is', () => {
    fc.assert(
      fc.property(real, (date) => {
        const text = date.toISOString();
        assert.deepEqual(verdict(dateTime, text), { data: text });
        assert.deepEqual(verdict(fullDate, text.slice(0, 10)), { data: text.slice(0, 10) });
      }),
    );
  });
});

describe('tax numbers', () => {
  const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));

  it('gives every nine digits one check digit', () => {
    fc.assert(
      fc.property(digits(9), (nine) => {
        const taken = Array.from('0123456789').filter((last) => isInn(nine + last));
        assert.equal(taken.length, 1);
      }),
    );
  });

  it('knows those of organizations that everybody knows', () => {
    for (const inn of ['7707083893', '7736050003', '7736207543', '7702070139']) {
      assert.equal(isInn(inn), true, inn);
      for (const at of inn.slice(0, 9).split('').keys()) {
        const mistyped = inn.slice(0, at) + String((Number(inn[at]) + 1) % 10) + inn.slice(at + 1);
        assert.equal(isInn(mistyped), false, mistyped);
      }
    }
  });

  it('takes nothing else for one', () => {
    const near = fc.oneof(
      fc.string(),
      digits(9),
      digits(11),
      digits(12),
      digits(10).map((ten) => `${ten}\n`),
    );
    fc.assert(
      fc.property(near, (text) => {
        if (isInn(text)) assert.match(text, /^[0-9]{10}$/);
      }),
    );
    fc.assert(
      fc.property(fc.oneof(near, pieces('5900AB001', '590001001', '59000100Я', '5900ab001', '٥90001001')), (text) => {
        const signs = Array.from(text);
        const form = signs.every((sign, index) =>
          index === 4 || index === 5 ? /[0-9A-Z]/.test(sign) : /[0-9]/.test(sign),
        );
        assert.equal(isKpp(text), signs.length === 9 && form);
      }),
    );
  });
});

describe('what a portal answers', () => {
  const good = fc.record({
    id: texts,
    name: texts,
    categories: fc.constant(['parent'] as const),
    url: fc.webUrl(),
    status: fc.constant({ kind: 'available' } as const),
  });

  it('is read or refused by a ZodError, whatever it is', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        for (const read of [readMe, readSubsystems]) {
          try {
            read(body);
          } catch (error) {
            assert.ok(error instanceof z.core.$ZodError, String(error));
          }
        }
      }),
    );
  });

  it('never loses a good item to bad ones, nor its place', () => {
    const items = fc.array(
      fc.oneof(
        good,
        fc.oneof(
          bodies,
          good.map((item) => ({ ...item, id: 7 })),
        ),
      ),
    );
    fc.assert(
      fc.property(items, (list) => {
        const fitting = list.flatMap((item) => {
          const { success, data } = z.safeParse(subsystem, item);
          return success ? [data.id] : [];
        });
        const kept = readSubsystems({ subsystems: list }).map(({ id }) => id);
        // Of what this version does not know more may be readable than fits the schema to the letter; never less.
        let at = 0;
        for (const id of fitting) {
          at = kept.indexOf(id, at) + 1;
          assert.notEqual(at, 0, `${id} is lost`);
        }
      }),
    );
  });

  it('is read into what the contract allows and nothing besides', () => {
    const odd = good.chain((item) =>
      fc.record({
        ...Object.fromEntries(Object.entries(item).map(([name, value]) => [name, fc.constant<unknown>(value)])),
        status: fc.oneof(fc.record({ kind: pieces('available', 'degraded', 'maintenance', 'no-access') }), bodies),
        icon: fc.oneof(addresses, bodies),
        initiate_login_uri: fc.oneof(addresses, fc.constant(undefined)),
        categories: fc.oneof(fc.array(fc.oneof(fc.constantFrom('parent', 'guest'), bodies)), bodies),
        extra: bodies,
      }),
    );
    fc.assert(
      fc.property(
        fc.array(odd),
        fc.array(fc.oneof(bodies, fc.record({ id: texts, category: texts, title: texts }))),
        (list, roles) => {
          const person = { sub: '1', name: '1', family_name: '1', given_name: '1' };
          for (const read of readSubsystems({ subsystems: list })) assert.deepEqual(z.parse(subsystem, read), read);
          for (const read of readMe({ person, roles }).roles) assert.deepEqual(z.parse(role, read), read);
        },
      ),
    );
  });

  it('cannot reach the prototype of anything', () => {
    fc.assert(
      fc.property(good, fc.jsonValue(), (item, poison) => {
        const text = JSON.stringify(item).replace(/^\{/, () => `{"__proto__":${JSON.stringify(poison)},`);
        const [read] = readSubsystems({ subsystems: [JSON.parse(text)] });
        assert.ok(read);
        assert.equal(Object.getPrototypeOf(read), Object.prototype);
      }),
    );
  });
});
