import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { people } from '@epos-login/testing/people';
import { startSandbox, type Sandbox } from '../index.ts';
import { Browser } from '../test/browser.ts';
import { answer, authorizationRequest, claimsOf, exchange, isCallback } from '../test/client.ts';
import { signInByEsia, throughEsia } from '../test/esia.ts';

describe('SSO through ESIA', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox({ port: 0, quiet: true });
  });
  beforeEach(() => {
    sandbox.control.reset();
  });
  after(() => sandbox.close());

  for (const key of ['teacher', 'teacherAndParent', 'parent', 'student', 'child', 'head', 'noRoles'] as const) {
    it(`signs in: ${people[key].shows.en}`, async () => {
      const { request, page } = await throughEsia(sandbox, key);
      const { code = '' } = answer(page);
      const id = claimsOf((await exchange(sandbox, code, request)).body.id_token);
      assert.equal(id.sub, people[key].epos.sub);
      assert.equal(id.acr, '2');
      assert.deepEqual(id.amr, ['esia']);
    });
  }

  const refusals = [
    ['mismatch', 'EPOS-ACCOUNT-MISMATCH', /email/],
    ['stranger', 'EPOS-ACCOUNT-UNKNOWN', /not known/],
    ['sharedPhoneParent', 'EPOS-CONTACT-SHARED', /telephone/],
    ['sharedPhoneStudent', 'EPOS-CONTACT-SHARED', /telephone/],
    ['unconfirmed', 'ESIA-007055', /confirm/],
  ] as const;
  for (const [key, code, text] of refusals) {
    it(`refuses with ${code}: ${people[key].shows.en}`, async () => {
      const back = answer((await throughEsia(sandbox, key)).page);
      assert.equal(back.error, 'access_denied');
      assert.match(back.error_description ?? '', new RegExp(`^${code}: `));
      assert.match(back.error_description ?? '', text);
      assert.match(back.error_description ?? '', /^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/);
      assert.equal(back.iss, sandbox.origins.sso);
    });
  }

  it('passes on that the person declined at ESIA', async () => {
    const browser = new Browser();
    const request = authorizationRequest(sandbox, { kc_idp_hint: 'esia' });
    const password = await browser.open(request.url, { until: isCallback });
    const account = people.parent.esia;
    const consent = await browser.submit(
      password,
      { login: account.email, password: account.password },
      { button: /Войти/, until: isCallback },
    );
    const back = answer(await browser.submit(consent, { decision: 'deny' }, { button: /Отказать/, until: isCallback }));
    assert.equal(back.error, 'access_denied');
    assert.match(back.error_description ?? '', /^ESIA-007004: /);
  });

  it('says temporarily_unavailable when ESIA is out of order or cannot be reached', async () => {
    for (const outage of ['unavailable', 'dropped', 'limited'] as const) {
      sandbox.control.faults.set('esia', { outage });
      const back = answer((await throughEsia(sandbox, 'parent')).page);
      assert.equal(back.error, 'temporarily_unavailable', outage);
    }
  });

  it('lets the person in the day after the data were mended, not before', async () => {
    const { mismatch } = people;
    sandbox.control.contingent.mend(mismatch.epos.sub, { email: ` ${mismatch.esia.email.toUpperCase()} ` });
    const same = answer((await throughEsia(sandbox, 'mismatch')).page);
    assert.match(same.error_description ?? '', /^EPOS-ACCOUNT-MISMATCH/);
    sandbox.control.calendar.nextDay();
    const next = answer((await throughEsia(sandbox, 'mismatch')).page);
    assert.ok(next.code);
  });

  it('lets parent and pupil in once their telephones differ', async () => {
    sandbox.control.contingent.mend(people.sharedPhoneStudent.epos.sub, {
      phone: people.sharedPhoneStudent.esia.phone,
    });
    sandbox.control.calendar.nextDay();
    // The number that ESIA knows of the pupil is the pupil's own.
    assert.ok(answer((await throughEsia(sandbox, 'sharedPhoneStudent')).page).code);
    assert.ok(answer((await throughEsia(sandbox, 'sharedPhoneParent')).page).code);
  });

  it('compares without case, ё and doubled spaces, the birth date for families only', async () => {
    const { teacher, child } = people;
    sandbox.control.contingent.mend(teacher.epos.sub, { family_name: ' ИВАНОВА ', birthdate: '1900-01-01' });
    sandbox.control.contingent.mend(child.epos.sub, { given_name: 'Артем' });
    sandbox.control.calendar.nextDay();
    assert.ok(answer((await throughEsia(sandbox, 'teacher')).page).code);
    assert.ok(answer((await throughEsia(sandbox, 'child')).page).code);
    sandbox.control.contingent.mend(child.epos.sub, { birthdate: '2016-02-10' });
    sandbox.control.calendar.nextDay();
    const back = answer((await throughEsia(sandbox, 'child')).page);
    assert.match(back.error_description ?? '', /birthdate/);
  });

  it('asks for the password again at prompt=login, although ESIA has a session', async () => {
    const { browser } = await throughEsia(sandbox, 'parent');
    const silent = authorizationRequest(sandbox, { kc_idp_hint: 'esia' });
    assert.ok(answer(await browser.open(silent.url, { until: isCallback })).code);
    const anew = await browser.open(authorizationRequest(sandbox, { kc_idp_hint: 'esia', prompt: 'login' }).url, {
      until: isCallback,
    });
    assert.match(anew.text, /loginByPwdButton/);
  });

  it('steps up from RSAA to ESIA', async () => {
    const { page, request } = await throughEsia(sandbox, 'teacher', new Browser(), { acr_values: '2' });
    const { code = '' } = answer(page);
    assert.equal(claimsOf((await exchange(sandbox, code, request)).body.id_token).acr, '2');
  });

  it('does not finish an attempt of another browser', async () => {
    const request = authorizationRequest(sandbox, { kc_idp_hint: 'esia' });
    const isReturn = (url: URL) => url.pathname === '/esia/callback';
    const browser = new Browser();
    const original = await browser.open(request.url);
    const account = people.parent.esia;
    const consent = await browser.submit(
      original,
      { login: account.phone, password: account.password },
      { button: /Войти/ },
    );
    const stolen = await browser.submit(consent, { decision: 'grant' }, { button: /Предоставить/, until: isReturn });
    const other = await new Browser().open(stolen.url, { until: isCallback });
    assert.equal(other.status, 400);
    assert.match(other.text, /Вход устарел/);
  });

  it('signs in also with the token clock two hours off', async () => {
    sandbox.control.clock.set(-7200);
    const request = authorizationRequest(sandbox, { kc_idp_hint: 'esia' });
    const { code = '' } = answer(await signInByEsia(sandbox, new Browser(), request, 'parent'));
    assert.ok(code);
  });
});
