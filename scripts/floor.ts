// `npm run floor`: one whole journey of the built demo in Chromium 109, the oldest browser that the elements promise to
// work in. Not a part of `npm test`: it takes a download of 57 MB and an older puppeteer's way of speaking to a browser.
import { findChromium109 } from './floor/chromium-109.ts';
import { tell } from './test/counts.ts';
import { nodeTests } from './test/node-tests.ts';

const counts = await nodeTests('floor', ['journeys/floor/chromium-109.floor.ts'], ['--test-timeout=180000'], {
  CHROME_PATH: await findChromium109(),
});
process.exit(tell(counts));
