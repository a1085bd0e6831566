// `npm run docs`: the API reference from the doc comments, into docs/api. Fails where it has a gap.
import path from 'node:path';
import { writeReference } from './docs/api.ts';
import { root } from './packages.ts';

if (!(await writeReference(path.join(root, 'docs/api')))) process.exitCode = 1;
