/** The category that a launch address carries: followed once, and not lost on the way. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { EposError } from '../errors/errors.ts';
import type { Portal } from '../portal/portal.ts';
import { keepList } from '../remember/remember.ts';
import type { Ready } from '../state/state.ts';
import {
  createEpos,
  journal,
  MemoryStorage,
  nextTick,
  openPortal,
  person,
  roles,
  standing,
  transport,
} from '../test/epos-stage.ts';
import { until } from '../test/fake-tabs.ts';
import type { Connection } from '../transport/transport.ts';

const scope = 'sso journal';
const location = { href: '' };
const history = {
  state: null,
  replaceState: (_state: unknown, _title: string, address: string) => {
    location.href = address;
  },
};

let storage: MemoryStorage;
/** What the portal answers when it is asked who this is. */
let me: Portal['me'];

const open = () =>
  createEpos({
    transport: transport(standing, { scope, claims: () => ({ sub: person.sub }) }),
    portal: { ...openPortal(), me: (context) => me(context) },
    storage,
  });

beforeEach(() => {
  storage = new MemoryStorage();
  me = () => Promise.resolve({ person, roles });
  location.href = 'https://journal.example/lessons?epos_category=parent&week=3';
  Object.assign(globalThis, { location, history });
});
afterEach(() => {
  for (const name of ['location', 'history']) Reflect.deleteProperty(globalThis, name);
});

describe('a carried category', () => {
  it('is followed, remembered and taken out of the address', async () => {
    const state = await open().ready();
    assert.equal(state.kind === 'ready' && state.category, 'parent');
    assert.equal(location.href, 'https://journal.example/lessons?week=3');
    const again = await open().ready();
    assert.equal(again.kind === 'ready' && again.category, 'parent');
  });

  it('waits for a portal that could not be reached', async () => {
    me = () => Promise.reject(new EposError('unavailable', 'portal'));
    const epos = open();
    assert.equal((await epos.ready()).kind, 'failed');
    assert.match(location.href, /epos_category=parent/);
    me = () => Promise.resolve({ person, roles });
    await epos.refresh();
    assert.equal(epos.state.kind === 'ready' && epos.state.category, 'parent');
    assert.doesNotMatch(location.href, /epos_category/);
  });

  it('gives way to what the person chooses while the last list is brought up to date', async () => {
    const last = open();
    await last.ready();
    await until(() => 'subsystems' in last.state && last.state.subsystems.kind === 'ready');
    await keepList({ scope } as Connection, storage, last.state as Ready, () => false);
    location.href = 'https://journal.example/lessons?epos_category=parent';
    const answer = Promise.withResolvers<Awaited<ReturnType<Portal['me']>>>();
    me = () => answer.promise;
    const epos = open();
    const ready = epos.ready();
    await until(() => epos.state.kind === 'ready');
    await epos.chooseCategory('employee');
    answer.resolve({ person, roles });
    await ready;
    await nextTick();
    assert.equal(epos.addressOf(journal), 'https://journal.example/?epos_category=employee');
    const again = await open().ready();
    assert.equal(again.kind === 'ready' && again.category, 'employee');
  });

  it('of a role that the person does not have is no choice', async () => {
    me = () => Promise.resolve({ person, roles: roles.slice(0, 1) });
    const state = await open().ready();
    assert.equal(state.kind === 'ready' && state.category, 'employee');
  });
});
