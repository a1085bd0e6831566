import { expect, waitUntil as waitBriefly } from '@open-wc/testing';
import type { Epos } from '../epos/epos.ts';
import { portalOf, transportOf, type TabWorld } from '../test/tab-world.ts';

type Tab = Window & { epos?: Epos };

/** Each frame loads the SDK anew, which takes its time on a busy machine. */
const waitUntil = (holds: () => unknown, what = String(holds)) =>
  waitBriefly(() => Boolean(holds()), what, { timeout: 8_000 });

const key = 'epos-login:tabs:https://sso.example journal';

describe('tabs in a browser', () => {
  const world: TabWorld = { sub: 'p1' };

  const open = async (): Promise<Tab & { epos: Epos }> => {
    const frame = document.createElement('iframe');
    frame.src = new URL('../test/frames/tab.html', import.meta.url).href;
    document.body.append(frame);
    const tab = frame.contentWindow as Tab;
    await waitUntil(() => tab.epos && tab.epos.state.kind !== 'restoring', 'the tab has its first state');
    return tab as Tab & { epos: Epos };
  };
  const isSignedIn = ({ epos }: { epos: Epos }) =>
    epos.state.kind === 'ready' || epos.state.kind === 'choosing-category';
  const categoryIn = ({ epos }: { epos: Epos }) => (epos.state.kind === 'ready' ? epos.state.category : undefined);
  /** What the tabs say to each other is there once a category has come over. */
  const inTouch = async (a: { epos: Epos }, b: { epos: Epos }) => {
    await waitUntil(() => isSignedIn(a) && isSignedIn(b));
    await a.epos.chooseCategory('parent');
    await waitUntil(() => categoryIn(b) === 'parent', 'the category has come over');
  };

  beforeEach(() => {
    world.sub = 'p1';
    localStorage.clear();
    Object.assign(window, { tabOf: () => ({ transport: transportOf(world), portal: portalOf(world) }) });
  });
  afterEach(() => {
    for (const frame of document.querySelectorAll('iframe')) frame.remove();
  });

  it('follow each other’s category', async () => {
    const [a, b] = [await open(), await open()];
    await inTouch(a, b);
    await b.epos.chooseCategory('employee');
    await waitUntil(() => categoryIn(a) === 'employee');
  });

  it('sign out together', async () => {
    const [a, b] = [await open(), await open()];
    await inTouch(a, b);
    await a.epos.signOut();
    await waitUntil(() => b.epos.state.kind === 'signed-out');
    expect(b.epos.state).to.deep.equal({ kind: 'signed-out', reason: 'elsewhere' });
  });

  it('hear of a sign-in where nobody was signed in', async () => {
    world.sub = undefined;
    const b = await open();
    expect(b.epos.state).to.deep.equal({ kind: 'signed-out', reason: 'never' });
    world.sub = 'p1';
    const a = await open();
    await waitUntil(() => isSignedIn(a) && isSignedIn(b));
  });

  it('show one person’s tiles to nobody else', async () => {
    const b = await open();
    await waitUntil(() => isSignedIn(b) && localStorage.getItem(key));
    const seen: string[] = [];
    b.epos.subscribe((state) => {
      if ('subsystems' in state) seen.push(`${state.person.sub}: ${JSON.stringify(state.subsystems)}`);
    });
    world.sub = 'p2';
    await open();
    await waitUntil(() => seen.some((state) => state.startsWith('p2') && state.includes('journal-p2')));
    expect(seen.filter((state) => state.startsWith('p2') === state.includes('journal-p1'))).to.deep.equal([]);
  });

  it('takes for old what the page before it said until it had come', async () => {
    const frame = document.createElement('iframe');
    frame.src = new URL('../test/frames/arrival.html', import.meta.url).href;
    document.body.append(frame);
    const page = () => frame.contentWindow as Window & { loadedAt?: number };
    await waitUntil(() => page().loadedAt);
    page().location.reload();
    await waitUntil(() => localStorage.getItem('last-word') && page().loadedAt, 'the page has come again');
    expect(page().loadedAt).to.be.at.least(Number(localStorage.getItem('last-word')) - 1);
  });

  it('look again when they come back, should all else have failed', async () => {
    const [a, b] = [await open(), await open()];
    await inTouch(a, b);
    const record = JSON.parse(localStorage.getItem(key) ?? '') as object;
    // As if another tab had written it while this one was frozen.
    localStorage.setItem(key, JSON.stringify({ ...record, who: null, epoch: 1 }));
    b.dispatchEvent(new Event('focus'));
    await waitUntil(() => b.epos.state.kind === 'signed-out');
  });
});
