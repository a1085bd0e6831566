import { fixtureEpos, meOf, people, stateAfter, subsystemsOf, type FixturePerson } from '@epos-login/testing';
import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import '../define/epos-login.ts';
import { shapeKey } from '../subsystems/place.ts';
import { linkPageSheet } from '../test/page-sheet.ts';
import { settled, waitUntil } from '../test/shown.ts';
import { busyPerson } from '../test/stories/journeys.ts';
import type { EposLogin } from './login.ts';

interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly sources: readonly { readonly previousRect: DOMRectReadOnly; readonly currentRect: DOMRectReadOnly }[];
}

const shifts: LayoutShift[] = [];
const observer = new PerformanceObserver((list) => {
  shifts.push(...(list.getEntries() as LayoutShift[]));
});

/** Two frames: a shift is told of after the frame in which it was painted. */
async function frames(): Promise<void> {
  for (let count = 0; count < 2; count++) await new Promise((resolve) => requestAnimationFrame(resolve));
}

const placeOf = ({ x, y, width, height }: DOMRectReadOnly): string =>
  [x, y, width, height].map((number) => Math.round(number)).join();

/** What has shifted since the last time, from where to where: an empty list where nothing has. */
async function shifted(): Promise<string[]> {
  await frames();
  // Chromium does not count what follows a key or another size of the window; here it all counts.
  shifts.push(...(observer.takeRecords() as LayoutShift[]));
  return shifts
    .splice(0)
    .flatMap(({ value, sources }) =>
      sources.map(({ previousRect, currentRect }) => `${value}: ${placeOf(previousRect)} → ${placeOf(currentRect)}`),
    );
}

/** A page with the whole sign-in, and something below it that must stay where it is. */
function page(layout: EposLogin['layout']): EposLogin {
  const login = document.createElement('epos-login');
  const footer = document.createElement('footer');
  footer.textContent = 'Подвал страницы. '.repeat(40);
  login.layout = layout;
  document.body.append(login, footer);
  return login;
}

/** Everything that comes later has come. */
async function complete(login: EposLogin): Promise<void> {
  await settled(login);
  await waitUntil(() => {
    const root = login.shadowRoot!;
    const list = root.querySelector('epos-subsystems')?.shadowRoot;
    const menu = root.querySelector('epos-user-menu')?.shadowRoot;
    return list?.querySelector('.tile:not(.skeleton) .star') && menu?.querySelector('.who, .inline button');
  }, 'tiles, stars and menu stand');
  await settled(login);
}

describe('<epos-login>, from waiting to home', () => {
  let sheet: HTMLLinkElement;

  before(async () => {
    sheet = await linkPageSheet();
    document.body.style.margin = '0';
    observer.observe({ type: 'layout-shift' });
  });

  after(async () => {
    sheet.remove();
    document.body.removeAttribute('style');
    observer.disconnect();
    await setViewport({ width: 800, height: 600 });
  });

  beforeEach(() => {
    localStorage.clear();
  });

  afterEach(() => {
    document.body.replaceChildren();
  });

  const persons: readonly [string, FixturePerson, number?][] = [
    ['a parent', people.parent],
    ['a teacher with one category of several', people.teacherAndParent],
    ['somebody with all categories and many roles', busyPerson],
    ['somebody with a single subsystem', people.student, 1],
    ['somebody with a thousand subsystems', people.head, 1000],
  ];

  for (const [width, height] of [
    [1280, 800],
    [360, 640],
  ] as const) {
    for (const layout of ['panel', 'page'] as const) {
      for (const [name, person, count] of persons) {
        for (const visit of ['first', 'second'] as const) {
          it(`shifts nothing at ${width} px, layout ${layout}, on the ${visit} visit of ${name}`, async () => {
            await setViewport({ width, height });
            if (visit === 'second') localStorage.setItem(shapeKey, `9 ${width} 900`);
            const epos = fixtureEpos(stateAfter());
            if (visit === 'second')
              (await epos.notes()).write('tiles', { favourites: ['journal'], recents: ['meals'] });
            const login = page(layout);
            login.epos = epos;
            await settled(login);
            await shifted();

            const me = meOf(person);
            const { category } = me.roles[0]!;
            epos.move({ type: 'signed-in', ...me, category });
            await waitUntil(() => login.shadowRoot?.querySelector('epos-subsystems'));
            await settled(login);
            expect(await shifted(), 'while the tiles are awaited').to.deep.equal([]);

            const items = subsystemsOf(person);
            epos.move({
              type: 'subsystems',
              subsystems: {
                kind: 'ready',
                items: Array.from({ length: count ?? items.length }, (_, index) => ({
                  ...items[index % items.length]!,
                  ...(index < items.length ? {} : { id: `more-${index}` }),
                })),
              },
            });
            await complete(login);
            expect(await shifted(), 'with the tiles, and after them').to.deep.equal([]);
          });
        }
      }
    }
  }

  it('would be seen to shift', async () => {
    await setViewport({ width: 800, height: 600 });
    const login = page('panel');
    await settled(login);
    await shifted();
    login.style.marginBlockStart = '5em';
    expect(await shifted()).to.not.deep.equal([]);
  });
});
