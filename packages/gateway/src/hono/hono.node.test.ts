import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { Hono } from 'hono';
import { Mint } from '../test/mint.ts';
import { subsystemCases } from '../test/subsystem-cases.ts';
import { requireRole, verifyAccessToken, type CallerEnv } from './hono.ts';

describe('in Hono', () => {
  let mint: Mint;
  let app: Hono<CallerEnv>;
  let failures: unknown[];
  beforeEach(async () => {
    mint = await Mint.create();
    failures = [];
    app = new Hono<CallerEnv>();
    app.use('/journal/api/*', verifyAccessToken(mint.verifier({ nonceSecret: new Uint8Array(32) })));
    app.get('/journal/api/marks', requireRole('employee', 'student'), (c) =>
      c.json({ sub: c.var.caller.sub, roles: c.var.roles.map(({ id }) => id) }),
    );
    app.get('/journal/api/exams', requireRole('student'), () => assert.fail('a pupil’s page was shown to a teacher'));
    app.get('/journal/open', requireRole('employee'), () => assert.fail('nobody had been let in'));
    app.onError((error, c) => {
      failures.push(error);
      return c.text('', 500);
    });
  });

  subsystemCases(it, () => ({ mint, ask: async (path, init) => app.request(path, init) }));

  it('a guard without a verifier is told so', async () => {
    assert.equal((await app.request('/journal/open')).status, 500);
    assert.match(String(failures[0]), /^TypeError: requireRole: verifyAccessToken/);
  });
});
