import type { EposError, Subsystem } from '@epos-login/core';
import { expect } from '@open-wc/testing';
import * as events from './events.ts';

const address = 'https://journal.example/?epos_category=parent';
const subsystem = { id: 'journal', name: 'Журнал', url: address, categories: ['parent'] } as unknown as Subsystem;
const error = { code: 'network', phase: 'restore', message: `No answer of ${address}` } as unknown as EposError;
const state = { kind: 'ready', person: { sub: '1', given_name: 'Мария' }, category: 'parent' } as never;

const all = [
  new events.EposSignInEvent('esia'),
  new events.EposCategoryChangeEvent('parent'),
  new events.EposSignOutEvent(),
  new events.EposStateChangeEvent(state),
  new events.EposErrorEvent(error),
  new events.EposOpenEvent(subsystem, address),
  new events.EposSearchEvent('Мария'.length, 3),
  new events.EposRegisterEvent(),
  new events.EposRegisteredEvent(),
  new events.EposRegistrationOpenEvent(),
];

describe('events', () => {
  it('are all here', () => {
    expect(all.map(({ constructor }) => constructor.name)).to.have.members(Object.keys(events));
  });

  for (const event of all) {
    it(`${event.type} bubbles out of shadow roots, and its detail holds no address and no personal data`, () => {
      expect(event).to.include({ bubbles: true, composed: true });
      const detail = JSON.stringify(event.detail);
      expect(detail).to.not.match(/https?:|\?|Мария/);
      expect(event.detail, detail).to.satisfy(
        (value: object | null) => value === null || Object.values(value).every((one) => typeof one !== 'object'),
      );
    });
  }
});
