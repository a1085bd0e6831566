// `npm run pictures`: takes a picture of every story, into `.cache/pictures`, and tells it from the one that was
// accepted. `npm run pictures -- --accept [part of a name]` accepts what is seen now: look at it first. With
// `--same-hand` nothing is compared where another browser or other fonts draw than drew the accepted ones.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inspect } from 'node:util';
import { findChromium } from './browsers.ts';
import { root } from './packages.ts';
import { accept, acceptedNames, acceptedPicture, forget } from './pictures/accepted.ts';
import { acceptedAreDrawnBy, drawnHere, drawnThere, sameHand } from './pictures/drawn-by.ts';
import { differenceOf } from './pictures/compare.ts';
import { decode, encode } from './pictures/png.ts';
import { openChromium } from './stories/browser.ts';
import { pictured } from './stories/modes.ts';
import { openStorybook } from './stories/storybook.ts';
import { walk } from './stories/walk.ts';

const words = process.argv.slice(2);
const accepting = words.includes('--accept');
const part = words.find((word) => !word.startsWith('--')) ?? '';

const folder = path.join(root, '.cache/pictures');
rmSync(folder, { recursive: true, force: true });

function write(name: string, png: Uint8Array): string {
  const file = path.join(folder, `${name}.png`);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, png);
  return path.relative(root, file);
}

const taken = new Set<string>();
const complaints: string[] = [];

/** Compares a picture with the accepted one; returns why it cannot pass. */
function complaintAbout(name: string, png: Uint8Array): string | undefined {
  const now = decode(png);
  const accepted = acceptedPicture(name);
  const difference = accepted && differenceOf(accepted, now);
  if (accepted && !difference) return undefined;
  if (accepting) {
    accept(name, now);
    return undefined;
  }
  if (!difference) return `${name}: new`;
  return `${name}: ${difference.what}, see ${write(`diff/${name}`, encode(difference.picture))}`;
}

const here = drawnHere(findChromium());
const there = drawnThere();
if (!sameHand(here, there)) {
  console.log(`The accepted pictures were drawn by ${inspect(there)}, here draws ${inspect(here)}.`);
  if (words.includes('--same-hand')) {
    console.log('Nothing is compared: look at the pictures on this machine, and accept all of them anew.');
    process.exit(0);
  }
  if (accepting && part !== '') throw new Error('Accept all of the pictures, not a part: one hand draws them all.');
}
const storybook = await openStorybook();
const stories = storybook.stories.filter(({ name }) => name.includes(part));
if (stories.length === 0) throw new Error(`No story is called ${part}.`);
const windows = await openChromium(storybook.address, 2);
await walk(
  windows.map(({ page }) => page),
  stories,
  async (page, story) => {
    for (const mode of pictured) {
      const name = `${story.name}.${mode.name}`;
      await mode.enter(page);
      const png = await page.picture();
      await mode.leave(page);
      write(name, png);
      if (!mode.kept) continue;
      taken.add(name);
      const complaint = complaintAbout(name, png);
      if (complaint) complaints.push(complaint);
    }
  },
).finally(() => windows[0]?.close());
await storybook.close();

if (accepting) acceptedAreDrawnBy(here);
for (const name of acceptedNames()) {
  if (taken.has(name) || part !== '') continue;
  if (accepting) forget(name);
  else complaints.push(`${name}: its story is gone`);
}

for (const complaint of complaints.sort()) console.error(complaint);
console.log(
  `${taken.size} pictures compared, ${complaints.length} not as accepted; all are in ${path.relative(root, folder)}`,
);
if (complaints.length > 0) console.error('Where that is as it should be: npm run pictures -- --accept');
process.exit(complaints.length > 0 ? 1 : 0);
