// `npm run openapi`: the OpenAPI documents of the portal contract and of the gateway, from the zod schemas of
// packages/core/src/contract, into docs/openapi. A test sees that they are up to date.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { documents } from './openapi/documents.ts';

for (const { file, text } of await documents()) {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}
