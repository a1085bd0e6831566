import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Subsystem, SubsystemStatus } from '../contract/contract.ts';
import { launchAddress } from './launch.ts';

const journal: Subsystem = {
  id: 'journal',
  name: 'ЭПОС.Школа',
  categories: ['employee', 'parent'],
  url: 'https://journal.example/start?week=2',
  status: { kind: 'available' },
};

describe('launchAddress', () => {
  it('carries the category and keeps the address’s own parameters', () => {
    assert.equal(
      launchAddress(journal, { category: 'parent' }),
      'https://journal.example/start?week=2&epos_category=parent',
    );
  });

  it('uses third-party-initiated login where the subsystem offers it', () => {
    const address = new URL(
      launchAddress(
        { ...journal, initiate_login_uri: 'https://journal.example/login' },
        { category: 'parent', issuer: 'https://sso.example' },
      ) ?? '',
    );
    assert.equal(address.origin + address.pathname, 'https://journal.example/login');
    assert.equal(address.searchParams.get('iss'), 'https://sso.example');
    assert.equal(
      address.searchParams.get('target_link_uri'),
      'https://journal.example/start?week=2&epos_category=parent',
    );
  });

  it('falls back to the plain address where the issuer is not known', () => {
    const address = launchAddress({ ...journal, initiate_login_uri: 'https://journal.example/login' });
    assert.equal(address, 'https://journal.example/start?week=2');
  });

  const closed: SubsystemStatus[] = [
    { kind: 'maintenance' },
    { kind: 'no-access', reason: 'нет', remedy: 'спросите' },
    { kind: 'coming-soon' },
  ];
  for (const status of closed) {
    it(`gives none while the status is ${status.kind}`, () => {
      assert.equal(launchAddress({ ...journal, status }), undefined);
    });
  }

  it('opens a degraded subsystem, and none without an address', () => {
    assert.ok(launchAddress({ ...journal, status: { kind: 'degraded' } }));
    const { url: _, ...without } = journal;
    assert.equal(launchAddress(without), undefined);
  });
});
