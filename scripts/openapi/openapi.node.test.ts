import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { problemCodes, type ProblemCode } from '@epos-login/core/contract';
import { documents } from './documents.ts';
import { gatewayDocument } from './gateway.ts';
import { portalDocument } from './portal.ts';

describe('the OpenAPI documents', async () => {
  for (const { file, text } of await documents()) {
    it(`${path.basename(file)} is up to date`, async () => {
      assert.equal(await readFile(file, 'utf8'), text, 'npm run openapi writes it anew');
    });
  }

  for (const [name, document] of [
    ['portal', portalDocument()],
    ['gateway', gatewayDocument()],
  ] as const) {
    it(`of the ${name} holds all that it points to, and nothing that nobody points to`, () => {
      const used = new Set(referencesIn(document));
      const there = ['schemas', 'responses'].flatMap((kind) =>
        Object.keys(document.components[kind] ?? {}).map((one) => `#/components/${kind}/${one}`),
      );
      assert.deepEqual([...used].toSorted(), there.toSorted());
    });
  }

  it('of the portal tells every code of the contract', () => {
    const text = JSON.stringify(portalDocument().components.responses);
    const untold = problemCodes.filter((code: ProblemCode) => !text.includes(`"${code}"`));
    assert.deepEqual(untold, []);
  });

  it('speak by the doc comments of the contract', () => {
    const { Person } = portalDocument().components.schemas as Record<string, { description?: string }>;
    assert.equal(Person?.description, 'The signed-in human.');
  });
});

function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : referencesIn(inner),
  );
}
