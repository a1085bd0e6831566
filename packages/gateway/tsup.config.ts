import { defineConfig } from 'tsup';
import { library } from '../../scripts/library.ts';

export default defineConfig(
  library(
    {
      index: 'src/gateway.ts',
      node: 'src/node/node.ts',
      esia: 'src/esia/esia.ts',
      resource: 'src/resource/resource.ts',
      redis: 'src/redis/redis.ts',
      command: 'src/command/command.ts',
      hono: 'src/hono/hono.ts',
      express: 'src/express/express.ts',
      fastify: 'src/fastify/fastify.ts',
    },
    'node22',
  ),
);
