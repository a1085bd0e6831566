// `npm run stories`: axe looks at every story of the built Storybook, in every way in which people may see it, and in
// every engine. `npm run stories -- [chromium|firefox|webkit] [part of a story's name]` looks at some.
import { findEngine, engines, type Engine } from './test/engines.ts';
import { openChromium, openFirefox, openWebKit, type StoryPage } from './stories/browser.ts';
import type { Finding } from './stories/in-page/findings.ts';
import { audited } from './stories/modes.ts';
import { openStorybook, type Story } from './stories/storybook.ts';
import { walk } from './stories/walk.ts';

/** One look at one story. */
interface Look {
  readonly mode: string;
  readonly story: Story;
  readonly findings: readonly Finding[];
}

const looks: Look[] = [];

const words = process.argv.slice(2);
const wanted = engines.filter((engine) => words.includes(engine));
const part = words.find((word) => !engines.some((engine) => engine === word)) ?? '';

const storybook = await openStorybook();
const stories = storybook.stories.filter(({ name }) => name.includes(part));
if (stories.length === 0) throw new Error(`No story is called ${part}.`);

const audits: Record<Engine, () => Promise<void>> = {
  async chromium() {
    const windows = await openChromium(storybook.address, 2);
    const pages = windows.map(({ page }) => page);
    await walk(pages, stories, async (page, story) => {
      for (const mode of audited) {
        await mode.enter(page);
        await look(page, story, mode.name);
        await mode.leave(page);
      }
    }).finally(() => windows[0]?.close());
  },
  async firefox() {
    const opened = await openFirefox(storybook.address);
    await walk([opened.page], stories, (page, story) => look(page, story, 'Firefox')).finally(() => opened.close());
  },
  async webkit() {
    const opened = await openWebKit(storybook.address);
    await walk([opened.page], stories, (page, story) => look(page, story, 'WebKit')).finally(() => opened.close());
  },
};

async function look(page: StoryPage, story: Story, mode: string): Promise<void> {
  const findings = await page.ask('findings');
  looks.push({ mode, story, findings });
  for (const { rule, target, why } of findings)
    console.error(`${story.name} · ${mode} · ${rule} · ${target}\n  ${why}`);
}

/** Chromium takes two cores by itself; the others share them. */
for (const together of [['chromium'], ['firefox', 'webkit']] as const) {
  const now = together.filter((engine) => wanted.length === 0 || wanted.includes(engine));
  for (const engine of now) findEngine[engine]();
  if (now.length > 0) console.log(`— ${now.join(', ')}: ${stories.length} stories —`);
  await Promise.all(now.map((engine) => audits[engine]()));
}
await storybook.close();

console.log(`\n${'mode'.padEnd(16)}stories  findings`);
for (const [mode, of] of Map.groupBy(looks, ({ mode }) => mode)) {
  const found = of.reduce((sum, { findings }) => sum + findings.length, 0);
  console.log(`${mode.padEnd(16)}${String(of.length).padStart(7)}${String(found).padStart(10)}`);
}
const clean = looks.every(({ findings }) => findings.length === 0);
if (!clean) console.error('\nEach finding is a person who cannot use the element: mend the element, not the rule.');
process.exit(clean ? 0 : 1);
