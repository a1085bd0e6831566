import { createGateway, type GatewayOptions } from '@epos-login/gateway';
import { getRequestListener } from '@hono/node-server';
import { fastify, type FastifyInstance } from 'fastify';

/** The gateway in Fastify, at `/auth`, with its proxy at `/api`. */
export function fastifyApp(options: GatewayOptions): FastifyInstance {
  const listener = getRequestListener(createGateway(options), { overrideGlobalObjects: false });
  const app = fastify();
  app.register((gateway, _options, done) => {
    // Here bodies are left unread, of whatever type: the gateway passes them on. The rest of the app goes on parsing.
    gateway.removeAllContentTypeParsers();
    gateway.addContentTypeParser('*', (_request, _payload, parsed) => {
      parsed(null);
    });
    for (const path of ['/auth/*', '/api/*']) {
      gateway.all(path, (request, reply) => {
        reply.hijack();
        return listener(request.raw, reply.raw);
      });
    }
    done();
  });
  app.get('/', () => 'the page');
  return app;
}
