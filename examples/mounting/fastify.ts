import { createGateway, type GatewayOptions } from '@epos-login/gateway';
import { nodeListener } from '@epos-login/gateway/node';
import { fastify, type FastifyInstance } from 'fastify';

/** The gateway in Fastify, at `/auth`, with its proxy at `/api`. */
export function fastifyApp(options: GatewayOptions): FastifyInstance {
  const listener = nodeListener(createGateway(options));
  const app = fastify();
  app.register((scope, _options, done) => {
    // Here bodies are left unread, of whatever type: the gateway passes them on. The rest of the app goes on parsing.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _body, parsed) => {
      parsed(null);
    });
    for (const path of ['/auth/*', '/api/*']) {
      scope.all(path, (request, reply) => {
        reply.hijack();
        listener(request.raw, reply.raw);
      });
    }
    done();
  });
  app.get('/', () => 'the page');
  return app;
}
