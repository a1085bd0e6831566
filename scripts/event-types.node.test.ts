import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { TypedPage } from './test/typed-page.ts';

const tsc = path.join(fileURLToPath(import.meta.resolve('typescript/package.json')), '../bin/tsc');

let page: TypedPage;
before(async () => {
  page = await TypedPage.open(tsc, 'page.ts');
});
after(() => page[Symbol.asyncDispose]());

/** What TypeScript says of a page's script. */
function complaintsOf(...lines: readonly string[]): Promise<string> {
  return page.complaints(`${lines.join('\n')}\n`);
}

const listeners = [
  "document.addEventListener('epos-error', (event) => event.detail.code.length);",
  "document.querySelector('div')?.addEventListener('epos-open', (event) => event.subsystem.id.length);",
];

describe('the types of the events', () => {
  for (const entry of ['epos-login', 'epos-app-links', 'classes/epos-subsystems']) {
    it(`come with ${entry} alone`, async () => {
      const script = [`import '@epos-login/elements/${entry}';`, ...listeners];
      assert.equal(await complaintsOf(...script), '');
      assert.match(
        await complaintsOf(...script, "document.addEventListener('epos-error', (event) => event.x);"),
        /TS2339/,
      );
    });
  }

  it('do not come from nowhere', async () => {
    assert.match(await complaintsOf(...listeners), /page\.ts\(1,.*TS2339.*detail/);
  });
});
