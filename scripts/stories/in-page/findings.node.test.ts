import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { build } from 'esbuild';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { findChromium } from '../../browsers.ts';

/** What the page of stories runs, without Storybook. */
const { outputFiles } = await build({
  entryPoints: [path.join(import.meta.dirname, 'in-page.ts')],
  bundle: true,
  write: false,
  format: 'iife',
  define: { MODULES: '[]' },
});
const script = outputFiles.map(({ text }) => text).join('');

let browser: Browser;
let page: Page;
before(async () => {
  browser = await launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
  page = await browser.newPage();
});
after(() => browser.close());

/** The rules that a story of this markup breaks. */
async function broken(markup: string): Promise<string[]> {
  await page.goto('about:blank');
  await page.setContent(`<html lang="ru"><body><div id="storybook-root">${markup}</div></body></html>`);
  await page.evaluate(script);
  const findings = await page.evaluate(() => window.stories.findings());
  return findings.map(({ rule }) => rule);
}

async function brokenInForcedColors(markup: string): Promise<string[]> {
  const protocol = await page.createCDPSession();
  await protocol.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] });
  const rules = await broken(markup);
  await protocol.detach();
  return rules;
}

const inShadow = (markup: string): string => `<div><template shadowrootmode="open">${markup}</template></div>`;

describe('a look at a story', () => {
  it('finds nothing where all is well', async () => {
    assert.deepEqual(await broken('<h2>Вход</h2><button>Войти</button>'), []);
  });

  const faults: Record<string, string> = {
    'button-name': '<button></button>',
    'color-contrast': '<p style="color:#ccc;background:#fff">Вход</p>',
    'target-size': '<button style="width:9px;height:9px;padding:0">а</button>'.repeat(2),
    'heading-order': '<h2>Вход</h2><h4>Ниже</h4>',
    reflow: '<div style="width:3000px">Вход</div>',
  };
  for (const [rule, markup] of Object.entries(faults)) {
    it(`finds ${rule}`, async () => {
      assert.ok((await broken(markup)).includes(rule));
    });
  }

  it('looks into shadow roots', async () => {
    // `setContent` writes the document, and declarative roots come with a navigation only.
    await page.goto(`data:text/html;charset=utf-8,<div id="storybook-root">${inShadow('<button></button>')}</div>`);
    await page.evaluate(script);
    const [finding] = await page.evaluate(() => window.stories.findings());
    assert.match(finding?.target ?? '', / › button$/);
  });

  it('takes a language of one’s own for a language, and nonsense for none', async () => {
    assert.deepEqual(await broken('<p lang="qps">[Вход]</p>'), []);
    assert.deepEqual(await broken('<p lang="qxx">[Вход]</p>'), ['valid-lang']);
  });

  it('leaves contrast to the person’s own colours, unless the page insists on its own', async () => {
    const pale = '<p style="color:#ccc;background:#fff">Вход</p>';
    assert.deepEqual(await brokenInForcedColors(pale), []);
    const insists = pale.replace('style="', 'style="forced-color-adjust:none;');
    assert.deepEqual(await brokenInForcedColors(insists), ['color-contrast']);
  });
});
