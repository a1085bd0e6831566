import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { categories } from '../contract/contract.ts';
import { EposError, errorMessages, type EposErrorCode } from '../errors/errors.ts';
import { advice, dependsOnCategory, loadAdviceTexts } from './advice.ts';
import { en } from './en.ts';
import { ru } from './ru.ts';

const codes = Object.keys(errorMessages) as EposErrorCode[];

describe('advice', () => {
  for (const code of codes) {
    it(`${code}: every category gets a cause, a way on and texts that exist`, () => {
      for (const category of categories) {
        const { actions, ...texts } = advice({ code }, category);
        assert.ok(actions.length > 0);
        for (const text of Object.values(texts)) {
          assert.match(ru[text], /[а-яё].*\.$/i);
          // What people see on Russian pages is called as they see it.
          assert.match(en[text].replaceAll(/«[^»]*»/g, ''), /^[^а-яё]*[a-z][^а-яё]*\.$/i);
        }
      }
    });
  }

  it('offers to try again what may pass by itself', () => {
    for (const code of codes) {
      if (!new EposError(code, 'portal').retryable) continue;
      for (const category of categories) assert.ok(advice({ code }, category).actions.includes('retry'), code);
    }
  });

  it('sends everybody whose data differ to those whom the manuals name', () => {
    for (const code of ['account_mismatch', 'account_unknown', 'contact_shared', 'no_roles'] as const) {
      for (const category of categories) {
        const { ask } = advice({ code }, category);
        const whom = category === 'employee' ? /администратору подсистемы Контингент/ : /классному руководителю/;
        assert.match(ask ? ru[ask] : '', whom, `${code} ${category}`);
      }
    }
  });

  it('speaks of the form as the manual does', () => {
    const { check } = advice({ code: 'invalid_fields' }, 'employee');
    assert.match(check ? ru[check] : '', /обязательные поля, помеченные \*/);
  });

  it('sends an employee to the administrator of «Контингент», to come back the next day', () => {
    const { ask, when } = advice({ code: 'account_mismatch' }, 'employee');
    assert.match(ask ? ru[ask] : '', /администратору подсистемы Контингент для сверки ФИО и электронной почты/);
    assert.match(when ? ru[when] : '', /повторно на следующий день/);
  });

  for (const category of ['parent', 'student'] as const) {
    it(`sends a ${category} to the class teacher and promises no day`, () => {
      const { ask, when } = advice({ code: 'account_mismatch' }, category);
      assert.match(ask ? ru[ask] : '', /классному руководителю для сверки ФИО, даты рождения и электронной почты/);
      assert.doesNotMatch(when ? ru[when] : '', /день/);
    });
  }

  it('tells a pupil about accounts under and over 14', () => {
    const { check } = advice({ code: 'account_unconfirmed' }, 'student');
    assert.match(check ? ru[check] : '', /не достигшего 14 лет.*старше 14 лет/);
  });

  it('knows which advice differs by category', () => {
    assert.equal(dependsOnCategory({ code: 'account_mismatch' }), true);
    assert.equal(dependsOnCategory({ code: 'network' }), false);
  });
});

describe('loadAdviceTexts', () => {
  it('loads by language tag and falls back to Russian', async () => {
    assert.equal(await loadAdviceTexts('en-GB'), en);
    assert.equal(await loadAdviceTexts('ru'), ru);
    assert.equal(await loadAdviceTexts('koi'), ru);
  });
});
