// The same in a framework: what a subsystem's server takes that does nothing.
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { body } from './body.ts';

const app = new Hono();
app.get('*', (context) => context.body(body, 200, { 'content-type': 'application/json' }));
serve({ fetch: app.fetch, port: Number(process.argv[2]), hostname: 'localhost' });
