import {
  category,
  me,
  organization,
  organizationList,
  organizationQuery,
  person,
  portalPaths,
  problem as problemSchema,
  registration,
  registrationAccepted,
  role,
  subsystem,
  subsystemList,
  subsystemStatus,
  type Registration,
} from '@epos-login/core/contract';
import { answer, header, json, noStore, parametersOf, problem, type Document, type Operation } from './document.ts';
import { components } from './schemas.ts';

const schemas = components({
  Category: category,
  Person: person,
  Role: role,
  Me: me,
  SubsystemStatus: subsystemStatus,
  Subsystem: subsystem,
  SubsystemList: subsystemList,
  Organization: organization,
  OrganizationList: organizationList,
  OrganizationQuery: organizationQuery,
  Registration: registration,
  RegistrationAccepted: registrationAccepted,
  Problem: problemSchema,
});

const challenge = { 'WWW-Authenticate': header('How to come again (RFC 6750, RFC 9449).', '^(Bearer|DPoP) ') };
const pause = { 'Retry-After': header('In how many seconds to try again.', String.raw`^\d+$`) };

const responses = {
  InvalidToken: problem('The access token is missing, or not taken.', ['invalid_token'], challenge),
  InsufficientScope: problem('The access token lacks a scope.', ['insufficient_scope'], challenge),
  NotFound: problem('The portal knows nobody of that `sub`.', ['not_found']),
  InvalidRequest: problem('The request breaks a rule; `errors` names the fields.', ['invalid_request']),
  Conflict: problem('The same `Idempotency-Key` came with another form before.', ['conflict']),
  RateLimited: problem('Too many requests.', ['rate_limited'], pause),
  ServerError: problem('The portal failed.', ['server_error']),
  Unavailable: problem('The portal cannot answer now.', ['unavailable'], pause),
};

const failures = { 429: answer('RateLimited'), 500: answer('ServerError'), 503: answer('Unavailable') };

/** What the portal tells the person who is signed in. */
function aboutPerson(operationId: string, summary: string, schema: string): Operation {
  return {
    operationId,
    summary,
    tags: ['person'],
    security: [{ bearer: [] }, { dpop: [] }],
    parameters: [
      {
        name: 'If-None-Match',
        in: 'header',
        description: 'The `ETag` of an answer that is still at hand.',
        schema: { type: 'string' },
      },
    ],
    responses: {
      200: {
        description: summary,
        headers: { ...noStore, ETag: header('What stands for this answer.', '^(W/)?".*"$') },
        content: json(schema),
      },
      304: { description: 'It is as it was.', headers: { ...noStore, ETag: header('What stands for the answer.') } },
      401: answer('InvalidToken'),
      403: answer('InsufficientScope'),
      404: answer('NotFound'),
      ...failures,
    },
  };
}

/** The sandbox takes it too. */
const teacher = {
  family_name: 'Иванова',
  given_name: 'Мария',
  middle_name: 'Петровна',
  email: 'ivanova@mail.example',
  position: 'Учитель математики',
  organization_id: 'org-school-12',
  inn: '5900000122',
  kpp: '590001001',
  consent_version: '2026-09-01',
} satisfies Registration;

/** The portal contract, version 1. */
export function portalDocument(): Document {
  const { OrganizationQuery: query = {}, ...named } = schemas;
  return {
    openapi: '3.1.1',
    info: {
      title: 'EPOS portal',
      version: '1',
      description:
        'What the portal of ЭПОС tells of a person’s roles and subsystems, and how one registers with РСАА. Changes are additive: whoever reads ignores fields it does not know, takes an unknown status for `available`, and leaves out an item it cannot read. Generated from packages/core/src/contract; do not edit.',
    },
    servers: [{ url: 'https://portal.example/api' }],
    tags: [
      { name: 'person', description: 'The person who is signed in.' },
      { name: 'registration', description: 'Without a sign-in, for who has none yet; limited in how often.' },
    ],
    paths: {
      [`/${portalPaths.me}`]: { get: aboutPerson('getMe', 'The person, and in which roles.', 'Me') },
      [`/${portalPaths.subsystems}`]: {
        get: aboutPerson(
          'getSubsystems',
          'Every subsystem that the person may see, in all categories.',
          'SubsystemList',
        ),
      },
      [`/${portalPaths.organizations}`]: {
        get: {
          operationId: 'findOrganizations',
          summary: 'Organizations, by words of their names, places and tax numbers.',
          tags: ['registration'],
          security: [],
          parameters: parametersOf(query),
          responses: {
            200: {
              description: 'What was found.',
              headers: noStore,
              content: json('OrganizationList'),
              links: {
                next: {
                  operationId: 'findOrganizations',
                  description: 'The same search, farther on.',
                  parameters: { query: '$request.query.query', cursor: '$response.body#/next_cursor' },
                },
              },
            },
            400: answer('InvalidRequest'),
            ...failures,
          },
        },
      },
      [`/${portalPaths.registrations}`]: {
        post: {
          operationId: 'register',
          summary: 'РСАА’s form «Регистрация пользователя».',
          tags: ['registration'],
          security: [],
          parameters: [
            {
              name: 'Idempotency-Key',
              in: 'header',
              required: true,
              description: 'The same for every try to send one form: it is taken once.',
              schema: { type: 'string', minLength: 1, maxLength: 255 },
            },
          ],
          requestBody: { required: true, content: json('Registration', { teacher: { value: teacher } }) },
          responses: {
            202: {
              description: 'Taken: the letter is on its way.',
              headers: noStore,
              content: json('RegistrationAccepted'),
            },
            400: answer('InvalidRequest'),
            409: answer('Conflict'),
            413: { ...responses.InvalidRequest, description: 'The form is too long.' },
            415: { ...responses.InvalidRequest, description: 'The form is no `application/json`.' },
            ...failures,
          },
        },
      },
    },
    components: {
      schemas: named,
      responses,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'RFC 6750, RFC 9068.' },
        dpop: { type: 'http', scheme: 'dpop', description: 'RFC 9449: with a proof in the header `DPoP`.' },
      },
    },
  };
}
