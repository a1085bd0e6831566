import assert from 'node:assert/strict';
import { afterEach, it } from 'node:test';
import * as fc from 'fast-check';
import { readSubsystems, type Subsystem } from '../contract/contract.ts';
import { addresses, categoryOf } from '../test/arbitraries.ts';
import { carriedCategory, dropCarriedCategory } from './carried.ts';
import { categoryParameter, launchAddress } from './launch.ts';

const statuses = [
  { kind: 'available' },
  { kind: 'degraded' },
  { kind: 'maintenance' },
  { kind: 'no-access', reason: 'нет', remedy: 'спросите' },
  { kind: 'coming-soon' },
  { kind: 'from-tomorrow' },
];

/** Subsystems as a portal gives them, read by the contract as the SDK reads them. */
const subsystems: fc.Arbitrary<Subsystem> = fc
  .record(
    {
      id: fc.constant('journal'),
      name: fc.constant('ЭПОС.Школа'),
      categories: fc.constant(['parent']),
      status: fc.constantFrom(...statuses),
      url: fc.oneof(addresses, fc.webUrl({ withQueryParameters: true, withFragments: true })),
      initiate_login_uri: fc.oneof(addresses, fc.webUrl({ withQueryParameters: true })),
    },
    { requiredKeys: ['id', 'name', 'categories', 'status'] },
  )
  .map((body) => readSubsystems({ subsystems: [body] }))
  .filter((list) => list.length === 1)
  .map(([only]) => only!);

const issuers = fc.option(fc.webUrl(), { nil: undefined });

it('a launch address is http(s) and leads where the portal said, whatever the portal sends', () => {
  fc.assert(
    fc.property(subsystems, fc.option(categoryOf, { nil: undefined }), issuers, (subsystem, category, issuer) => {
      const address = launchAddress(subsystem, { category, issuer });
      const open = subsystem.status.kind === 'available' || subsystem.status.kind === 'degraded';
      assert.equal(address !== undefined, open && subsystem.url !== undefined);
      if (address === undefined) return;

      const launch = new URL(address);
      assert.match(launch.protocol, /^https?:$/);
      const initiates = subsystem.initiate_login_uri !== undefined && issuer !== undefined;
      const told = new URL((initiates ? subsystem.initiate_login_uri : subsystem.url)!);
      assert.equal(launch.origin + launch.pathname, told.origin + told.pathname);
      if (initiates) assert.deepEqual(launch.searchParams.getAll('iss'), [issuer]);

      const target = initiates ? new URL(launch.searchParams.get('target_link_uri')!) : launch;
      const own = new URL(subsystem.url!);
      assert.equal(target.origin + target.pathname + target.hash, own.origin + own.pathname + own.hash);
      if (category) assert.deepEqual(target.searchParams.getAll(categoryParameter), [category]);
      for (const [name, value] of own.searchParams) {
        if (name !== categoryParameter) assert.ok(target.searchParams.getAll(name).includes(value), name);
      }
    }),
    { numRuns: 500 },
  );
});

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'location');
  Reflect.deleteProperty(globalThis, 'history');
});

it('a carried category is taken out of the address bar once, and nothing else is', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string(), (page, carried) => {
      const href = new URL(page);
      const before = [...href.searchParams];
      href.searchParams.append(categoryParameter, carried);
      const written: unknown[] = [];
      const location = { href: href.href };
      const history = {
        state: { own: 1 },
        replaceState: (state: unknown, _: string, address: string) => {
          written.push(state);
          location.href = address;
        },
      };
      Object.assign(globalThis, { location, history });

      assert.equal(carriedCategory(categoryParameter), new URL(href).searchParams.get(categoryParameter));
      assert.deepEqual(written, [], 'it stays until it was followed');
      dropCarriedCategory(categoryParameter);
      dropCarriedCategory(categoryParameter);
      const left = new URL(location.href);
      assert.deepEqual([...left.searchParams], before);
      assert.equal(left.origin + left.pathname + left.hash, href.origin + href.pathname + href.hash);
      assert.equal(carriedCategory(categoryParameter), undefined);
      assert.deepEqual(written, [history.state], 'the page keeps its own history state');
    }),
  );
});

it('nothing is carried where there is no page', () => {
  assert.equal(carriedCategory(categoryParameter), undefined);
  assert.doesNotThrow(() => {
    dropCarriedCategory(categoryParameter);
  });
});
