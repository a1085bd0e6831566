import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stage, visit } from './stage.ts';
import { parent, people, signInByEsia, signInByRsaa } from './steps.ts';

describe('sign-out at Keycloak', () => {
  it('ends the sessions of both realms: РСАА asks for the password again', async () => {
    const { page } = await stage();
    const visitor = await visit();
    await signInByRsaa(visitor);
    const leaving = visitor.requestsTo(/\/realms\/epos\/protocol\/openid-connect\/logout/);
    await visitor.press('Выход');
    await visitor.sees('Вы не вошли');
    assert.equal(visitor.page.url(), `${page}/`);
    // The id_token went in a form, not in an address.
    assert.doesNotMatch(leaving[0] ?? 'no address', /id_token_hint|no address/);
    await visitor.press('Вход для сотрудников');
    await visitor.seesThe('textbox', 'Пароль');
  });

  it('ends the session at ЕСИА too, by way of the gateway', async () => {
    const { page } = await stage();
    const visitor = await visit();
    await signInByEsia(visitor, people.parent, parent);
    await visitor.press('Выход');
    await visitor.sees('Вы не вошли');
    assert.equal(visitor.page.url(), `${page}/`);
    await visitor.press('Вход через ЕСИА');
    await visitor.seesThe('textbox', 'Телефон, почта или СНИЛС');
  });
});
