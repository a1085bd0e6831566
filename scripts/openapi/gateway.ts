import {
  category,
  gatewayHeader,
  gatewayLoggedOut,
  gatewayLoginQuery,
  gatewayLogout,
  gatewayOutcome,
  gatewayPaths,
  gatewayProblemCodes,
  gatewaySession,
  gatewaySessionQuery,
  problem as problemSchema,
  role,
  type GatewayProblemCode,
} from '@epos-login/core/contract';
import {
  answer,
  header,
  json,
  parametersOf,
  problem,
  type Answer,
  type Document,
  type Operation,
  type Parameter,
} from './document.ts';
import { components } from './schemas.ts';

const schemas = components({
  Category: category,
  Role: role,
  GatewayOutcome: gatewayOutcome,
  GatewaySession: gatewaySession,
  GatewaySessionQuery: gatewaySessionQuery,
  GatewayLoginQuery: gatewayLoginQuery,
  GatewayLogout: gatewayLogout,
  GatewayLoggedOut: gatewayLoggedOut,
  Problem: problemSchema,
});

const of = (description: string, ...codes: GatewayProblemCode[]): Answer => problem(description, codes);

/** Said where the SSO said so. */
const pause = {
  'Retry-After': {
    ...header('In how many seconds to try again, an hour at the most.', String.raw`^\d+$`),
    required: false,
  },
};

/** What a person would have to read is a page. */
function orPage(refusal: Answer): Answer {
  return { ...refusal, content: { ...refusal.content, 'text/html': { schema: { type: 'string' } } } };
}

const responses = {
  InvalidRequest: of('The request breaks a rule.', 'invalid_request'),
  SessionEnded: of('Nobody is signed in.', 'session_ended'),
  Forbidden: of('The request comes from where it must not: see the header and `Origin`.', 'forbidden'),
  NotFound: of('The gateway does not offer this.', 'not_found'),
  TooLarge: of('The body is too long.', 'too_large'),
  ServerError: of('The gateway failed.', 'server_error'),
  RateLimited: problem('The SSO wants fewer questions. Says nothing about the session.', ['rate_limited'], pause),
  Unavailable: problem(
    'The SSO or the store cannot be reached. Says nothing about the session.',
    ['unavailable'],
    pause,
  ),
  Lost: orPage(of('The address leads nowhere from here.', 'invalid_request')),
  NoNavigation: orPage(of('The request is no navigation of a person.', 'forbidden')),
  Redirect: {
    description: 'Leads on.',
    headers: { Location: header('Where to.', '^https?://') },
  },
};

const failures = { 500: answer('ServerError'), 503: answer('Unavailable') };

/** Calls of a page: no other site can send the header without being asked about itself first. */
const ownPage: readonly Parameter[] = [
  {
    name: gatewayHeader,
    in: 'header',
    required: true,
    description: 'Any value. Beside it `Origin` is compared with the list of the operator.',
    schema: { type: 'string' },
  },
];

const anybody: Operation['security'] = [];
/** The cookie is read where there is one; only `refresh` cannot do without. */
const somebodyOrNobody: Operation['security'] = [{ session: [] }, {}];

const callback = {
  tags: ['navigation'],
  security: anybody,
  parameters: ['code', 'state', 'iss', 'error', 'error_description', 'session_state'].map((name): Parameter => ({
    name,
    in: 'query',
    schema: { type: 'string' },
  })),
  responses: { 303: answer('Redirect'), 400: answer('Lost'), 403: answer('NoNavigation'), ...failures },
};

/** The name over https of who has configured none. */
export const sessionCookie = '__Host-epos-session';

/** The gateway's own addresses, below where it is mounted. */
export function gatewayDocument(): Document {
  const { GatewayLoginQuery: loginQuery = {}, GatewaySessionQuery: sessionQuery = {}, ...named } = schemas;
  return {
    openapi: '3.1.1',
    info: {
      title: 'EPOS gateway',
      version: '1',
      description:
        'How a page signs a person in without ever holding a token. Besides these addresses the gateway passes on the calls to what the operator lists as `proxy`, by the upstream’s own contract, with the same header and the same problems. Why it is so: docs/decisions/0007. Generated from packages/core/src/contract/gateway.ts; do not edit.',
    },
    servers: [{ url: 'https://journal.example/auth' }],
    tags: [
      { name: 'navigation', description: 'The person is led there.' },
      { name: 'page', description: 'Asked by a page’s script, with the cookie.' },
      { name: 'server', description: 'Asked by the SSO, and by upstreams.' },
    ],
    paths: {
      [`/${gatewayPaths.login}`]: {
        get: {
          operationId: 'login',
          summary: 'Leaves for the provider.',
          description:
            'What goes wrong on the way is told to the page at `return_to`, as the `outcome` of `session`, by a redirect.',
          tags: ['navigation'],
          security: anybody,
          parameters: parametersOf(loginQuery).map(orEmpty),
          responses: { 303: answer('Redirect'), 400: answer('Lost'), 403: answer('NoNavigation'), ...failures },
        },
      },
      [`/${gatewayPaths.callback}`]: {
        get: { operationId: 'callback', summary: 'Where the SSO sends the person back to.', ...callback },
      },
      [`/${gatewayPaths.callback}/{provider}`]: {
        get: {
          operationId: 'callbackOfProvider',
          summary: 'Where a provider with an issuer or rules of its own sends the person back to.',
          ...callback,
          parameters: [
            {
              name: 'provider',
              in: 'path',
              required: true,
              description: 'Its name in `providers`, such as `esia`.',
              schema: { type: 'string', enum: ['esia', 'rsaa'] },
            },
            ...callback.parameters,
          ],
          responses: { ...callback.responses, 404: answer('NotFound') },
        },
      },
      [`/${gatewayPaths.session}`]: {
        get: {
          operationId: 'getSession',
          summary: 'Who is signed in, if anybody.',
          tags: ['page'],
          security: somebodyOrNobody,
          parameters: [...ownPage, ...parametersOf(sessionQuery)],
          responses: {
            200: { description: 'The session, or why there is none.', content: json('GatewaySession') },
            400: answer('InvalidRequest'),
            403: answer('Forbidden'),
            ...failures,
          },
        },
      },
      [`/${gatewayPaths.refresh}`]: {
        post: {
          operationId: 'refresh',
          summary: 'Renews what the session lives on. The only writer of the session’s cookie.',
          tags: ['page'],
          security: [{ session: [] }],
          parameters: ownPage,
          responses: {
            200: { description: 'The session as it is now.', content: json('GatewaySession') },
            401: answer('SessionEnded'),
            403: answer('Forbidden'),
            429: answer('RateLimited'),
            ...failures,
          },
        },
      },
      [`/${gatewayPaths.logout}`]: {
        post: {
          operationId: 'logout',
          summary: 'Ends the session.',
          tags: ['page'],
          security: somebodyOrNobody,
          parameters: ownPage,
          requestBody: { required: false, content: json('GatewayLogout') },
          responses: {
            200: { description: 'It is over here; how to end the SSO’s, too.', content: json('GatewayLoggedOut') },
            400: answer('InvalidRequest'),
            403: answer('Forbidden'),
            413: answer('TooLarge'),
            ...failures,
          },
        },
      },
      [`/${gatewayPaths.loggedOut}`]: {
        get: {
          operationId: 'loggedOut',
          summary: 'Where the SSO leads back to after its own sign-out.',
          tags: ['navigation'],
          security: anybody,
          parameters: [{ name: 'state', in: 'query', schema: { type: 'string' } }],
          responses: { 303: answer('Redirect'), 403: answer('NoNavigation'), ...failures },
        },
      },
      '/jwks.json': {
        get: {
          operationId: 'keys',
          summary: 'By what upstreams check the gateway’s own access tokens (RFC 9068).',
          description:
            'They are shown them in sessions of a provider with rules of its own, such as ЕСИА directly. Where the gateway signs none, there is nothing at this address.',
          tags: ['server'],
          security: anybody,
          responses: {
            200: {
              description: 'The public keys (RFC 7517), good for five minutes.',
              content: {
                'application/jwk-set+json': {
                  schema: {
                    type: 'object',
                    properties: { keys: { type: 'array', items: { type: 'object' } } },
                    required: ['keys'],
                  },
                },
              },
            },
            404: answer('NotFound'),
            500: answer('ServerError'),
          },
        },
      },
      [`/${gatewayPaths.backchannelLogout}`]: {
        post: {
          operationId: 'backchannelLogout',
          summary: 'Ends the sessions that the SSO says are over (OpenID Connect Back-Channel Logout 1.0).',
          tags: ['server'],
          security: anybody,
          requestBody: {
            required: true,
            content: {
              'application/x-www-form-urlencoded': {
                schema: {
                  type: 'object',
                  properties: { logout_token: { type: 'string', description: 'A JWT, signed by the SSO.' } },
                  required: ['logout_token'],
                },
              },
            },
          },
          responses: {
            200: { description: 'They are over.' },
            400: answer('InvalidRequest'),
            404: answer('NotFound'),
            413: answer('TooLarge'),
            ...failures,
          },
        },
      },
    },
    components: {
      schemas: withCodes(named),
      responses,
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: sessionCookie,
          description: 'Encrypted; `HttpOnly`, `Secure`. Its name begins as the operator says, a long one is in parts.',
        },
      },
    },
  };
}

/** A form sends what was not filled in, too: an empty parameter counts as one left out. */
function orEmpty({ schema, ...parameter }: Parameter): Parameter {
  return { ...parameter, schema: { anyOf: [schema, { const: '' }] } };
}

/** Here the codes are the gateway's own, all of them. */
function withCodes(named: Record<string, Record<string, unknown>>): Record<string, Record<string, unknown>> {
  const { Problem: { properties, ...problemRest } = {}, ...others } = named;
  const code = { type: 'string', enum: gatewayProblemCodes };
  return { ...others, Problem: { ...problemRest, properties: { ...(properties as object), code } } };
}
