// `npm run keycloak [-- part of a path]`: the SDK against a real Keycloak, which it downloads and starts. Not a part of
// `npm test`: it takes Java, Maven and a download of 170 MB, which a person who changes a colour should not wait for.
import { globSync } from 'node:fs';
import { findChromium } from './browsers.ts';
import { findKeycloak } from './keycloak/distribution.ts';
import { startPatience } from './keycloak/server.ts';
import { tell } from './test/counts.ts';
import { nodeTests } from './test/node-tests.ts';

const [filter = ''] = process.argv.slice(2);
const files = globSync('journeys/keycloak/*.keycloak.ts').filter((file) => file.includes(filter));
// A slow line must not use up the time of the tests.
await findKeycloak();
// In one process, so that all share one Keycloak, whose start is the longest of all.
const options = ['--test-isolation=none', `--test-timeout=${startPatience + 60_000}`];
const counts = await nodeTests('keycloak', files, options, { CHROME_PATH: findChromium() });
process.exit(tell(counts));
