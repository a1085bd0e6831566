import { EposError, portalApi } from '@epos-login/core';
import { lmsSessions } from '@epos-login/core/lms';
import { InvalidFieldsError, registrationApi } from '@epos-login/core/registration';
import { expect } from '@open-wc/testing';
import { http, HttpResponse } from 'msw';
import { setupWorker } from 'msw/browser';
import { organizations } from '../people/people.ts';
import { portalHandlers } from './portal-handlers.ts';

const worker = setupWorker();
const session = { fetch: (...sent: Parameters<typeof fetch>) => fetch(...sent) };

async function codeOf(work: Promise<unknown>): Promise<string> {
  const thrown: unknown = await work.catch((error: unknown) => error);
  return thrown instanceof EposError ? thrown.code : 'no error of ours';
}

describe('portals in a browser', () => {
  before(async () => {
    await worker.start({ quiet: true, onUnhandledFrame: 'bypass' });
  });
  after(async () => {
    await worker.stop();
  });
  beforeEach(() => {
    worker.resetHandlers(...portalHandlers({ url: `${location.origin}/api`, person: 'parent' }));
  });

  describe('registrationApi', () => {
    const [school] = organizations;
    const form = {
      family_name: 'Тестова',
      given_name: 'Анна',
      middle_name: 'Ивановна',
      email: 'testova@mail.example',
      position: 'Учитель',
      organization_id: school?.id,
      inn: school?.inn,
      kpp: school?.kpp,
      consent_version: '1',
    };

    it('searches and registers at an address relative to the page', async () => {
      const registration = registrationApi('/api');
      const found = await registration.organizations('Гимназия');
      expect(found.organizations.map(({ id }) => id)).to.deep.equal(['org-gymnasium-3']);
      const [first, second] = await Promise.all([registration.register(form), registration.register(form)]);
      expect(first.id).to.equal(second.id);
    });

    it('gives the fields that the server refuses', async () => {
      worker.use(
        http.post('*/v1/registrations', () =>
          HttpResponse.json(
            { title: 'T', status: 400, code: 'invalid_request', errors: [{ field: 'inn', rule: 'mismatch' }] },
            { status: 400 },
          ),
        ),
      );
      const error: unknown = await registrationApi('/api')
        .register(form)
        .catch((thrown: unknown) => thrown);
      expect(error instanceof InvalidFieldsError && error.fields).to.deep.equal([{ field: 'inn', rule: 'mismatch' }]);
    });

    it('sends no cookie', async () => {
      document.cookie = 'epos_test=1; path=/';
      let credentials: string | undefined;
      worker.use(
        http.get('*/v1/organizations', ({ request }) => {
          ({ credentials } = request);
          return HttpResponse.json({ organizations: [] });
        }),
      );
      await registrationApi('/api').organizations('школа');
      expect(credentials).to.equal('omit');
    });
  });

  describe('what answers instead', () => {
    it('is not followed when it is a redirect', async () => {
      let arrived = false;
      worker.use(
        http.get('*/v1/me', () => HttpResponse.redirect(`${location.origin}/elsewhere`, 302)),
        http.get('*/elsewhere', () => {
          arrived = true;
          return HttpResponse.json({});
        }),
      );
      expect(await codeOf(portalApi('/api').me(session))).to.equal('bad_response');
      expect(arrived).to.equal(false);
    });

    it('is not read to its end when it has none', async () => {
      let isLeft = false;
      const endless = () =>
        new ReadableStream<Uint8Array>({
          pull(controller) {
            controller.enqueue(new Uint8Array(250_000).fill(32));
          },
          cancel() {
            isLeft = true;
          },
        });
      const answering: typeof fetch = () => Promise.resolve(new Response(endless()));
      expect(await codeOf(portalApi('/api').me({ fetch: answering }))).to.equal('bad_response');
      expect(isLeft).to.equal(true);
    });
  });

  describe('lmsSessions', () => {
    afterEach(() => {
      document.cookie = 'auth_token=; path=/; max-age=0';
    });

    it('asks with the cookie of the journal, and tells it in the body as the journal wants it', async () => {
      let sent: unknown;
      worker.use(
        http.post('*/lms/api/sessions', async ({ request }) => {
          sent = { body: await request.json(), credentials: request.credentials };
          const profiles = [{ id: 7, type: 'parent', roles: [], school_id: 12, school_shortname: 'СОШ № 12' }];
          return HttpResponse.json({ id: 1, first_name: 'Ольга', last_name: 'Кузнецова', profiles });
        }),
      );
      document.cookie = 'my_auth_token=no; path=/';
      document.cookie = 'auth_token=c0ffee00-0000-4000-8000-000000000000; path=/';
      const { person, roles } = await lmsSessions(location.origin).me(session);
      expect([person.name, roles[0]?.title]).to.deep.equal(['Кузнецова Ольга', 'Родитель']);
      expect(sent).to.deep.equal({
        body: { auth_token: 'c0ffee00-0000-4000-8000-000000000000' },
        credentials: 'include',
      });
    });
  });
});
