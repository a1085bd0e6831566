import { before, describe } from 'node:test';
import type { Transport } from '../../scripts/demo/build.ts';

let present: Transport = 'direct';

/** Over which transport the pages of the present journey sign in. */
export function transport(): Transport {
  return present;
}

/** Journeys over one transport. All of them share one process and follow one another. */
export function over(chosen: Transport, name: string, journeys: () => void): void {
  describe(`${name} [${chosen}]`, () => {
    before(() => {
      present = chosen;
    });
    journeys();
  });
}

/** One description of what people do, and what must come of it whichever way the page signs them in. */
export function overBoth(name: string, journeys: (transport: Transport) => void): void {
  for (const chosen of ['direct', 'gateway'] as const) {
    over(chosen, name, () => {
      journeys(chosen);
    });
  }
}
