import path from 'node:path';
import { format } from 'prettier';
import { root } from '../packages.ts';
import { gatewayDocument } from './gateway.ts';
import { portalDocument } from './portal.ts';

/** The documents as they are to stand in docs/openapi. */
export async function documents(): Promise<{ readonly file: string; readonly text: string }[]> {
  return Promise.all(
    Object.entries({ portal: portalDocument(), gateway: gatewayDocument() }).map(async ([name, document]) => ({
      file: path.join(root, 'docs/openapi', `${name}.json`),
      text: await format(JSON.stringify(document), { parser: 'json', printWidth: 120 }),
    })),
  );
}
