import { expect } from '@open-wc/testing';
import type { Case, Logged, Outcome, Places } from './case.ts';
import { checkAlways, tokens } from './always.ts';

interface Ended {
  readonly outcome: Outcome;
  readonly log: readonly Logged[];
  readonly places: Places;
}

/** A test for each case: its page in a window of its own, since a sign-in leaves the page. */
export function hostile(theme: string, cases: readonly Case[]): void {
  describe(theme, () => {
    let control: string;
    let page: Window | null = null;

    before(async () => {
      ({ control } = (await (await fetch('/hostile-server')).json()) as { control: string });
    });
    afterEach(() => {
      page?.close();
    });

    for (const one of cases) {
      it(`${one.id}: ${one.about}`, async () => {
        const began = await fetch(`${control}/${one.id}`, { method: 'POST' });
        const { run, home } = (await began.json()) as { run: string; home: string };
        page = window.open(home);
        const ended = (await (await fetch(`${control}/${run}`)).json()) as Ended;
        await check(one, ended);
      });
    }
  });
}

/** Chromium calls itself Safari, too. */
const webkit = navigator.userAgent.includes('AppleWebKit') && !navigator.userAgent.includes('Chrom');

async function check({ log: checkLog, ...one }: Case, { outcome, log, places }: Ended): Promise<void> {
  const expected = (webkit && one.inWebKit) || one.expected;
  const { kind, code, reason, seen, uncaught } = outcome;
  const asked = log.map(({ endpoint }) => endpoint).sort();
  expect({ kind, code, reason, seen, asked, uncaught }).to.deep.equal({
    kind: expected.kind,
    code: expected.code,
    reason: expected.reason,
    seen: expected.seen,
    asked: [...expected.asked, ...(asked.length > expected.asked.length ? (expected.perhaps ?? []) : [])].sort(),
    uncaught: [],
  });
  expect(outcome.token === 'token', 'a token can be had').to.equal(expected.token ?? kind === 'ready');
  await checkAlways(log, places);
  expect(outcome.address).to.equal(places.home + (expected.query ?? ''));
  if (!one.keepsRefreshToken) expect(outcome.stored).not.to.match(tokens);
  checkLog?.(log, outcome);
}
