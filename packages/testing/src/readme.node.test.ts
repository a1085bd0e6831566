// What the README shows is what happens.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { createEpos, EposError, type EposState } from '@epos-login/core';
import { fixtureTransport } from './fixture-transport/fixture-transport.ts';
import { people, type PersonKey } from './people/people.ts';

let readme: string;
before(async () => {
  readme = await readFile(path.join(import.meta.dirname, '../README.md'), 'utf8');
});

describe('the README’s first sample', () => {
  it('ends each step as it says', async () => {
    const session = fixtureTransport({ person: 'teacherAndParent' });
    const epos = createEpos({ transport: session, portal: session.portal });
    const steps: readonly (readonly [string, () => unknown])[] = [
      ['await epos.ready();', () => epos.ready()],
      ["await epos.signIn({ provider: 'esia' });", () => epos.signIn({ provider: 'esia' })],
      ['await epos.ready();', () => epos.ready()],
      ["await epos.chooseCategory('parent');", () => epos.chooseCategory('parent')],
      [
        "session.emit({ type: 'ended', reason: 'elsewhere' });",
        () => {
          session.emit({ type: 'ended', reason: 'elsewhere' });
        },
      ],
    ];
    const told: string[] = [];
    for (const [line, step] of steps) {
      await step();
      told.push(`${line} // ${epos.state.kind}`);
    }
    const [, sample = ''] = /portal: session\.portal \}\);\n([^]*?)\n```/.exec(readme) ?? [];
    assert.deepEqual(
      sample.split('\n').map((line) => line.replace(/(\/\/ [\w-]+):.*/, '$1')),
      told,
    );
  });
});

describe('the README’s table of people', () => {
  /** Where a sign-in by ЕСИА ends: in a state, or in what it is refused by. */
  async function endOf(person: PersonKey): Promise<string> {
    const session = fixtureTransport({ person });
    const epos = createEpos({ transport: session, portal: session.portal });
    const settled = new Promise<EposState>((resolve) => {
      epos.subscribe((state) => {
        const isUnderWay = state.kind === 'restoring' || state.kind === 'redirecting' || state.kind === 'signed-out';
        if (!isUnderWay) resolve(state);
      });
    });
    await epos.ready();
    await epos.signIn({ provider: 'esia' }).catch((error: unknown) => {
      assert.ok(error instanceof EposError);
    });
    const state = await settled;
    return state.kind === 'failed' ? state.error.code : state.kind;
  }

  it('has everybody, and says where each sign-in ends', async () => {
    const rows = [...readme.matchAll(/^\| (`\w+`(?:, `\w+`)*) +\|.*\| `([\w-]+)` +\|$/gm)];
    const told = rows.flatMap(([, names = '', end]) =>
      names.split(', ').map((name) => [name.replaceAll('`', ''), end] as const),
    );
    const ends = await Promise.all((Object.keys(people) as PersonKey[]).map(async (key) => [key, await endOf(key)]));
    assert.deepEqual(Object.fromEntries(told), Object.fromEntries(ends));
  });
});
