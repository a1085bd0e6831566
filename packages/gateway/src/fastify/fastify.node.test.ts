import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import fastify, { type FastifyInstance } from 'fastify';
import { Mint } from '../test/mint.ts';
import { subsystemCases } from '../test/subsystem-cases.ts';
import { callerOf, requireRole, rolesOf, verifyAccessToken } from './fastify.ts';

describe('in Fastify', () => {
  let mint: Mint;
  let app: FastifyInstance;
  let origin: string;
  beforeEach(async () => {
    mint = await Mint.create();
    app = fastify();
    app.register(
      (api, _options, done) => {
        api.addHook('onRequest', verifyAccessToken(mint.verifier({ nonceSecret: new Uint8Array(32) })));
        api.get('/marks', { onRequest: requireRole('employee', 'student') }, (request) => ({
          sub: callerOf(request).sub,
          roles: rolesOf(request).map(({ id }) => id),
        }));
        api.get('/exams', { onRequest: requireRole('student') }, () =>
          assert.fail('a pupil’s page was shown to a teacher'),
        );
        api.get('/all', (request) => rolesOf(request));
        done();
      },
      { prefix: '/journal/api' },
    );
    app.get('/journal/open', { onRequest: requireRole('employee') }, () => assert.fail('nobody had been let in'));
    origin = await app.listen({ port: 0, host: '127.0.0.1' });
  });
  afterEach(() => app.close());

  subsystemCases(it, () => ({ mint, ask: (path, init) => fetch(`${origin}${path}`, init) }));

  it('a route that asks for roles without requiring any is told so', async () => {
    const headers = { Authorization: `Bearer ${await mint.token()}` };
    const answer = await fetch(`${origin}/journal/api/all`, { headers });
    assert.equal(answer.status, 500);
    assert.match(await answer.text(), /rolesOf: requireRole/);
  });
});
