import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'node:test';
import express, { type ErrorRequestHandler } from 'express';
import { Mint } from '../test/mint.ts';
import { subsystemCases } from '../test/subsystem-cases.ts';
import { callerOf, requireRole, rolesOf, verifyAccessToken } from './express.ts';

describe('in Express', () => {
  let mint: Mint;
  let server: Server;
  let origin: string;
  let failures: unknown[];
  beforeEach(async () => {
    mint = await Mint.create();
    failures = [];
    const journal = express.Router();
    journal.use('/api', verifyAccessToken(mint.verifier({ nonceSecret: new Uint8Array(32) })));
    journal.get('/api/marks', requireRole('employee', 'student'), (request, response) => {
      response.json({ sub: callerOf(request).sub, roles: rolesOf(request).map(({ id }) => id) });
    });
    journal.get('/api/exams', requireRole('student'), () => assert.fail('a pupil’s page was shown to a teacher'));
    journal.get('/api/all', (request, response) => {
      response.json(rolesOf(request));
    });
    journal.get('/open', requireRole('employee'), () => assert.fail('nobody had been let in'));
    const app = express();
    app.use('/journal', journal);
    const onError: ErrorRequestHandler = (error, _request, response, _next) => {
      failures.push(error);
      response.status(500).end();
    };
    app.use(onError);
    server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });

  subsystemCases(it, () => ({ mint, ask: (path, init) => fetch(`${origin}${path}`, init) }));

  it('a route that asks for roles without requiring any is told so', async () => {
    const headers = { Authorization: `Bearer ${await mint.token()}` };
    assert.equal((await fetch(`${origin}/journal/api/all`, { headers })).status, 500);
    assert.match(String(failures[0]), /^TypeError: rolesOf: requireRole/);
  });
});
