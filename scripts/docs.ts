// `npm run docs`: the API reference from the doc comments, into docs/api, and docs/errors.md from the code union. Fails
// where the reference has a gap.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeReference } from './docs/api.ts';
import { errorsFile, errorsPage } from './docs/errors.ts';
import { root } from './packages.ts';

await writeFile(errorsFile, await errorsPage());
if (!(await writeReference(path.join(root, 'docs/api')))) process.exitCode = 1;
