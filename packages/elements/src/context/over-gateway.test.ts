import '../define/epos-context.ts';
import '../define/epos-login.ts';
import { aTimeout, expect, fixtureSync, html, waitUntil as waitFor } from '@open-wc/testing';
import type { Epos } from '@epos-login/core';
import { meOf, subsystemsOf } from '@epos-login/testing';
import type { EposLogin } from '../login/login.ts';
import { textOf } from '../test/shown.ts';

/** A gateway and a portal behind `fetch`, in the page. */
class Server {
  session: object | null = null;
  readonly asked: string[] = [];
  fault: (path: string) => Response | undefined = () => undefined;
  readonly #fetch = globalThis.fetch;

  constructor() {
    globalThis.fetch = (input, init) => {
      const { url } = new Request(input, init);
      const { pathname, search } = new URL(url);
      this.asked.push(pathname + search);
      return Promise.resolve(this.fault(pathname) ?? this.#answer(pathname));
    };
  }

  signIn(id = 's1'): void {
    this.session = { id, claims: { sub: meOf('teacher').person.sub }, expires_in: 1800, sliding: true };
  }

  close(): void {
    globalThis.fetch = this.#fetch;
  }

  #answer(path: string): Response {
    if (path === '/auth/session') return Response.json({ session: this.session, reason: 'ended' });
    if (path === '/auth/logout') return Response.json({});
    if (path === '/api/v1/me') return Response.json(meOf('teacher'));
    if (path === '/api/v1/me/subsystems') return Response.json({ subsystems: subsystemsOf('teacher') });
    return new Response(null, { status: 404 });
  }
}

/** The SDK's files come from a server that compiles them first. */
const waitUntil = (holds: () => unknown): Promise<void> => waitFor(holds, undefined, { timeout: 8_000 });

/** What elements inside are served with. */
const sourceOf = (element: EposLogin): Epos => (element as unknown as { source: Epos }).source;

/** What was loaded since: files of the SDK that a signed-out page does without. */
const loaded = (part: string): boolean =>
  performance.getEntriesByType('resource').some(({ name }) => name.includes(part));

describe('elements over a gateway', () => {
  let server: Server;
  const { now } = Date;
  let later = 0;

  beforeEach(async () => {
    // The elements of the test before give back what they shared.
    await aTimeout(0);
    server = new Server();
    later += 60_000;
    Date.now = () => now() + later;
  });
  afterEach(() => {
    server.close();
    Date.now = now;
    localStorage.clear();
    sessionStorage.clear();
  });

  const page = (layout: EposLogin['layout'] = 'button'): EposLogin => {
    const element = document.createElement('epos-login');
    for (const [name, value] of Object.entries({ gateway: '/auth', portal: '/api', layout })) {
      element.setAttribute(name, value);
    }
    fixtureSync<HTMLElement>(html`<div></div>`).append(element);
    return element;
  };
  const statesOf = (element: EposLogin): string[] => {
    const told: string[] = [];
    element.addEventListener('epos-state-change', ({ detail }) => told.push(detail.kind));
    return told;
  };
  /** As the window does that comes to the front. */
  const wake = (): void => {
    later += 60_000;
    window.dispatchEvent(new Event('focus'));
  };

  it('say that nobody is signed in, by one question and without the SDK', async () => {
    const element = page();
    const told = statesOf(element);
    await waitUntil(() => told.at(-1) === 'signed-out');
    expect(server.asked).to.deep.equal(['/auth/session']);
    expect(loaded('gateway-epos')).to.equal(false);
  });

  it('offer the choice of providers without the SDK, too, and say why one is asked', async () => {
    const element = page('panel');
    await waitUntil(() => element.shadowRoot?.querySelector('[data-provider]'));
    await waitUntil(() => textOf(element).includes('Сеанс завершён'));
    expect(loaded('gateway-epos')).to.equal(false);
  });

  it('ask once for all that say the same', async () => {
    const [first, second] = [page(), page()];
    const told = [statesOf(first), statesOf(second)];
    await waitUntil(() => told.every((states) => states.at(-1) === 'signed-out'));
    expect(server.asked).to.deep.equal(['/auth/session']);
  });

  it('hear of a sign-in in another tab when they come to the front', async () => {
    const element = page();
    const told = statesOf(element);
    await waitUntil(() => told.at(-1) === 'signed-out');
    server.signIn();
    wake();
    await waitUntil(() => told.at(-1) === 'ready');
    // The answer that said so is the one the SDK goes on with.
    expect(server.asked.filter((path) => path.startsWith('/auth/session'))).to.have.length(2);
    await waitUntil(() => textOf(element).includes(meOf('teacher').person.given_name));
  });

  it('ask at once on a page that the back button has brought back', async () => {
    const element = page();
    const told = statesOf(element);
    await waitUntil(() => told.at(-1) === 'signed-out');
    server.signIn();
    // A page that has just loaded is shown too, and has asked; so has one whose window has just been looked at.
    window.dispatchEvent(new PageTransitionEvent('pageshow'));
    window.dispatchEvent(new Event('focus'));
    expect(server.asked).to.deep.equal(['/auth/session']);
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await waitUntil(() => told.at(-1) === 'ready');
  });

  it('find a session that stands, by one question', async () => {
    server.signIn();
    const element = page();
    const told = statesOf(element);
    await waitUntil(() => told.at(-1) === 'ready');
    expect(server.asked.filter((path) => path.startsWith('/auth'))).to.deep.equal(['/auth/session']);
    expect(sourceOf(element).state.kind).to.equal('ready');
    await sourceOf(element).signOut({ everywhere: false });
    await waitUntil(() => told.at(-1) === 'signed-out');
  });

  it('leave it to the SDK to make sense of an answer that is not plain', async () => {
    const endings = [
      () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }),
      () => Response.json({ session: null }, { status: 500, headers: { 'retry-after': '100' } }),
      () => Response.json({}),
    ];
    for (const answer of endings) {
      server.fault = (path) => (path === '/auth/session' ? answer() : undefined);
      const element = page();
      const told = statesOf(element);
      await waitUntil(() => told.at(-1) === 'failed');
      element.remove();
      await aTimeout(0);
    }
  });

  it('leave for the gateway at the first click, asking no more', async () => {
    const element = page('panel');
    const told = statesOf(element);
    await waitUntil(() => told.at(-1) === 'signed-out');
    // Nothing may leave this page: where it would go is refused by a foreign wish.
    await sourceOf(element)
      .signIn({ returnTo: 'https://evil.example/' })
      .then(
        () => expect.fail('not refused'),
        (error: unknown) => {
          expect(error).to.include({ code: 'invalid_options', phase: 'sign-in' });
        },
      );
    expect(server.asked).to.deep.equal(['/auth/session']);
    expect(told).to.include('redirecting');
  });
});
