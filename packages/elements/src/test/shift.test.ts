import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { endings } from './lone.ts';

type Ending = (typeof endings)[number];

interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly sources: readonly {
    readonly node: Node | null;
    readonly previousRect: DOMRectReadOnly;
    readonly currentRect: DOMRectReadOnly;
  }[];
}

/** A page of its own. */
type Page = Window & typeof globalThis & { restore(ending: Ending): Promise<void>; steady(): Promise<void> };

/** What stands alone on a page before anybody has chosen anything, as authors write it. */
const alone: Readonly<Record<string, string>> = {
  'epos-login': '<epos-login><a href="/sign-in">Вход</a></epos-login>',
  'epos-login-button': '<epos-login-button><a href="/sign-in">Вход</a></epos-login-button>',
  'epos-providers': '<epos-providers></epos-providers>',
  'epos-subsystems': '<epos-subsystems></epos-subsystems>',
  'epos-role-picker': '<epos-role-picker></epos-role-picker>',
  'epos-advice': '<epos-advice></epos-advice>',
  'epos-help': '<epos-help></epos-help>',
  'epos-user-menu': '<epos-user-menu></epos-user-menu>',
  'epos-app-links': `<epos-app-links google-play="https://play.google.com/a" app-store="https://apps.apple.com/a"
    rustore="https://www.rustore.ru/a"></epos-app-links>`,
  'epos-registration': '<epos-registration portal="/api" consent-version="1" policy="/policy"></epos-registration>',
};

const address = (file: string): string => new URL(file, import.meta.url).href;

/** What has shifted in a page, by the tag that it stands in or below. */
type Shifts = Record<string, string[]>;

/** Each element in a column of its own, with something below it that must stay where it is. */
async function open(width: number, height: number): Promise<{ page: Page; shifts: Shifts; load: () => Promise<void> }> {
  await setViewport({ width, height });
  const frame = document.createElement('iframe');
  frame.style.cssText = 'position:fixed;inset:0;border:0;width:100%;height:100%';
  // Its `load` waits for the sheet.
  frame.srcdoc = `<!doctype html><html lang="ru"><link rel="stylesheet" href="${address('../epos.css')}">
    <body style="margin:0"><epos-context>${Object.entries(alone)
      .map(
        ([tag, markup]) => `<div data-tag="${tag}" style="position:absolute;inset:0 0 auto">${markup}
          <footer>${'Подвал страницы. '.repeat(40)}</footer></div>`,
      )
      .join('')}</epos-context>`;
  await new Promise((resolve) => {
    frame.addEventListener('load', resolve);
    document.body.append(frame);
  });
  const page = frame.contentWindow as Page;
  const { document: inner } = page;
  // Painted as the sheet says.
  for (let count = 0; count < 2; count++) await new Promise((resolve) => page.requestAnimationFrame(resolve));
  const shifts: Shifts = {};
  new page.PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries() as LayoutShift[]) {
      // «Вход» and the name that takes its place stand in the middle of the button both: no pixel beside them moves.
      if (value < 0.0001) continue;
      for (const { node, previousRect, currentRect } of sources) {
        const tag = columnOf(node)?.dataset.tag ?? 'elsewhere';
        (shifts[tag] ??= []).push(`${node?.nodeName}: ${previousRect.y} → ${currentRect.y}`);
      }
    }
  }).observe({ type: 'layout-shift' });
  const load = async (): Promise<void> => {
    const script = inner.createElement('script');
    Object.assign(script, { type: 'module', src: address('./lone.ts') });
    await new Promise((resolve) => {
      script.addEventListener('load', resolve);
      inner.head.append(script);
    });
  };
  return { page, shifts, load };
}

/** The column that something stands in, through shadow roots. */
function columnOf(node: Node | null): HTMLElement | null {
  const element = node?.nodeType === Node.ELEMENT_NODE ? (node as Element) : node?.parentElement;
  const found = element?.closest<HTMLElement>('[data-tag]');
  const root = node?.getRootNode();
  return found ?? (root && 'host' in root ? columnOf(root.host as Element) : null);
}

describe('elements that stand alone, with epos.css', () => {
  beforeEach(() => {
    localStorage.clear();
  });

  afterEach(async () => {
    document.querySelector('iframe')?.remove();
    await setViewport({ width: 800, height: 600 });
  });

  for (const [width, height] of [
    [1280, 800],
    [360, 640],
  ] as const) {
    for (const ending of ['nobody is signed in', 'somebody is signed in'] satisfies readonly Ending[]) {
      it(`shift nothing at ${width} px, from markup to where ${ending}`, async () => {
        const { page, shifts, load } = await open(width, height);
        await load();
        await page.restore(ending);
        expect(shifts).to.deep.equal({});
        expect(page.document.querySelectorAll(':not(:defined)'), 'all of them were upgraded').to.be.empty;
      }).timeout(30_000);
    }
  }

  it('would be seen to shift, each', async () => {
    const { page, shifts, load } = await open(1280, 800);
    await load();
    await page.steady();
    for (const element of page.document.querySelectorAll<HTMLElement>('[data-tag] > :first-child')) {
      element.style.marginBlockStart = '5em';
      // The browser names the five largest of a frame.
      await page.steady();
    }
    expect(shifts).to.include.all.keys(Object.keys(alone));
  }).timeout(30_000);
});
