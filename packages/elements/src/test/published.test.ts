import { expect } from '@open-wc/testing';
import { all, find, textOf, waitUntil } from './shown.ts';
import { loginOverGateway, openStrict, type StrictPage } from './strict.ts';

const bundle = 'published/first';

/** How often Lit has been loaded, by what each of its parts says of itself. */
function copiesOfLit(page: StrictPage): number[] {
  const versions = page as unknown as Record<string, readonly string[]>;
  return ['litHtmlVersions', 'litElementVersions', 'reactiveElementVersions'].map((part) => versions[part]!.length);
}

/** How many files with this name have been loaded: their names go on with a digest. */
function filesOf(page: StrictPage, name: string): number {
  const loaded = page.performance.getEntriesByType('resource').map((entry) => entry.name.split('/').at(-1)!);
  return loaded.filter((file) => file.startsWith(`${name}-`)).length;
}

/** What the package publishes has copies of its own files that no source has: see `tsup.config.ts`. */
describe('the first view as it is published', () => {
  before(async function () {
    // It may have to be built first.
    this.timeout(120_000);
    expect((await fetch(`/bundles/${bundle}/epos-login.js`)).ok).to.be.true;
  });

  afterEach(() => {
    document.body.replaceChildren();
  });

  for (const layout of ['panel', 'page']) {
    describe(`layout ${layout}`, () => {
      async function open() {
        const page = await openStrict('one', bundle);
        const login = loginOverGateway(page, layout);
        const provider = (id: string) => login.shadowRoot?.querySelector<HTMLElement>(`[data-provider=${id}]`);
        await waitUntil(() => provider('esia'), 'the choice');
        return { page, login, esia: () => provider('esia')! };
      }

      it('comes alone, and leaves for the gateway', async () => {
        const { page, esia } = await open();
        expect([filesOf(page, 'first-view'), filesOf(page, 'journey')]).to.deep.equal([1, 0]);
        expect(copiesOfLit(page)).to.deep.equal([1, 1, 1]);
        expect([page.faults, page.warnings]).to.deep.equal([[], []]);
        esia().click();
        await waitUntil(() => page.location.pathname === '/auth/login', 'the page is left');
        expect(page.location.search).to.contain('provider=esia');
      });

      it('hands over to the journey, with the focus, on the same copies', async () => {
        const { page, login, esia } = await open();
        const events: Event[] = [];
        login.addEventListener('epos-sign-in', (event) => {
          event.preventDefault();
          events.push(event);
        });
        esia().click();
        esia().focus();
        login.lang = 'en';
        await waitUntil(() => textOf(login).includes('Sign in with ESIA'), 'English');
        await waitUntil(() => login.shadowRoot!.activeElement?.matches('.heading'), 'the heading has the focus');
        expect(all(login, '.view')).to.have.length(1);
        find(login, '[data-provider=esia]').click();
        // A page may tell events apart by their class.
        expect(new Set(events.map(({ constructor }) => constructor))).to.have.property('size', 1);
        expect(events).to.have.length(2);
        expect([filesOf(page, 'first-view'), filesOf(page, 'journey')]).to.deep.equal([1, 1]);
        expect(copiesOfLit(page)).to.deep.equal([1, 1, 1]);
        expect([page.faults, page.warnings]).to.deep.equal([[], []]);
      });
    });
  }
});
