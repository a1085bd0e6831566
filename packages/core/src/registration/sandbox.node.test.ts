import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { EposError } from '../errors/errors.ts';
import { InvalidFieldsError, registrationApi, type RegistrationForm } from './registration.ts';

interface Sandbox {
  readonly portalUrl: string;
  readonly control: {
    readonly mail: { letters(to?: string): readonly { readonly text: string }[] };
    readonly faults: { set(part: 'portal', fault: { outage: 'dropped' }): void };
    reset(): void;
  };
  close(): Promise<void>;
}

// By a variable: the sandbox depends on this package, and its sources are checked with Node's types, not the DOM's.
const sandboxPackage = ['@epos-login', 'sandbox'].join('/');
const { startSandbox } = (await import(sandboxPackage)) as {
  startSandbox: (options: { port: number; quiet: boolean }) => Promise<Sandbox>;
};

const form: RegistrationForm = {
  family_name: 'Тестова',
  given_name: 'Анна',
  middle_name: 'Ивановна',
  email: 'testova@mail.example',
  position: 'Учитель химии',
  consent_version: 'test-1',
};

describe('registrationApi and the sandbox', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox({ port: 0, quiet: true });
  });
  beforeEach(() => {
    sandbox.control.reset();
  });
  after(() => sandbox.close());

  it('registers once, though the first answer was lost and the button was pressed twice', async () => {
    let breaks = false;
    const registration = registrationApi(sandbox.portalUrl, {
      async fetch(input, init) {
        const response = await fetch(input, init);
        if (!breaks) return response;
        breaks = false;
        await response.body?.cancel();
        throw new TypeError('the line broke when all was done');
      },
    });
    const { organizations } = await registration.organizations('библиотека');
    const [{ id: organization_id, inn, kpp } = assert.fail('no library')] = organizations;
    breaks = true;
    const filled = { ...form, organization_id, inn, kpp };
    const [first, second] = await Promise.all([registration.register(filled), registration.register(filled)]);
    assert.equal(first.id, second.id);
    assert.equal(breaks, false);
    const [letter, ...more] = sandbox.control.mail.letters('testova@mail.example');
    assert.match(letter?.text ?? '', /Имя пользователя: testova/);
    assert.equal(more.length, 0);
  });

  it('reads on from page to page', async () => {
    const registration = registrationApi(sandbox.portalUrl);
    const first = await registration.organizations('учреждение', { limit: 2 });
    const { next_cursor: cursor = assert.fail('one page') } = first;
    const second = await registration.organizations('учреждение', { limit: 2, cursor });
    assert.equal(new Set([...first.organizations, ...second.organizations].map(({ id }) => id)).size, 4);
  });

  it('names the fields that only the server can judge', async () => {
    const numbers = { organization_id: 'org-school-12', inn: '5900000034', kpp: '590001002' };
    await assert.rejects(registrationApi(sandbox.portalUrl).register({ ...form, ...numbers }), (error) => {
      assert.ok(error instanceof InvalidFieldsError);
      assert.deepEqual(error.fields, [
        { field: 'inn', rule: 'mismatch' },
        { field: 'kpp', rule: 'mismatch' },
      ]);
      return true;
    });
    assert.equal(sandbox.control.mail.letters().length, 0);
  });

  it('tells a server that is asked too often from a line that is cut', async () => {
    const failureOf = async (work: Promise<unknown>): Promise<EposError> => {
      const error: unknown = await work.catch((thrown: unknown) => thrown);
      assert.ok(error instanceof EposError, String(error));
      return error;
    };
    const registration = registrationApi(sandbox.portalUrl);
    const filled = { ...form, organization_id: 'org-library', inn: '5900000316', kpp: '590001004' };
    for (let count = 0; count < 20; count += 1) await registration.register(filled);
    const { code, retryAfter = 0 } = await failureOf(registration.register(filled));
    assert.equal(code, 'rate_limited');
    assert.ok(retryAfter > 5 && retryAfter <= 60, String(retryAfter));

    sandbox.control.faults.set('portal', { outage: 'dropped' });
    assert.equal((await failureOf(registration.organizations('школа'))).code, 'network');
  });
});
