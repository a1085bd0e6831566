import type { Case } from '../case.ts';
import { accepted, refused, until } from '../expectations.ts';

/** OpenID Connect Discovery 1.0, RFC 8414, RFC 9700 section 2.1.1. */
export const discovery: readonly Case[] = [
  {
    id: 'oidcc-client-test-discovery-openid-config',
    about: 'metadata from the well-known address are all that is needed',
    expected: accepted(),
  },
  {
    id: 'oidcc-client-test-discovery-issuer-mismatch',
    about: 'metadata of another issuer are refused',
    faults: { metadata: ({ places }) => ({ issuer: places.other }) },
    expected: refused('issuer_mismatch', until.discovery),
  },
  {
    id: 'oidcc-discovery-4.3-trailing-slash',
    about: 'an issuer that differs by a slash is another issuer',
    faults: { metadata: (_, { issuer }) => ({ issuer: `${String(issuer)}/` }) },
    expected: refused('issuer_mismatch', until.discovery),
  },
  {
    id: 'oidcc-discovery-4.3-letter-case',
    about: 'an issuer that differs by the case of its host is another issuer',
    faults: { metadata: (_, { issuer }) => ({ issuer: String(issuer).replace('localhost', 'LOCALHOST') }) },
    expected: refused('issuer_mismatch', until.discovery),
  },
  {
    id: 'oidcc-discovery-3-no-issuer',
    about: 'metadata without an issuer are refused',
    faults: { metadata: { issuer: undefined } },
    expected: refused('issuer_mismatch', until.discovery),
  },
  {
    id: 'oidcc-discovery-3-no-authorization-endpoint',
    about: 'metadata without an authorization endpoint are refused',
    faults: { metadata: { authorization_endpoint: undefined } },
    expected: refused('bad_response', until.discovery),
  },
  {
    id: 'oidcc-discovery-3-no-token-endpoint',
    about: 'metadata without a token endpoint are refused',
    faults: { metadata: { token_endpoint: undefined } },
    expected: refused('bad_response', until.discovery),
  },
  {
    id: 'oidcc-discovery-3-no-jwks-uri',
    about: 'metadata without keys are refused',
    faults: { metadata: { jwks_uri: undefined } },
    expected: refused('bad_response', until.discovery),
  },
  {
    id: 'oidcc-discovery-3-http-token-endpoint',
    about: 'a token endpoint without TLS is refused',
    faults: { metadata: { token_endpoint: 'http://sso.example/token' } },
    expected: refused('bad_response', until.discovery),
  },
  {
    id: 'oidcc-discovery-3-http-authorization-endpoint',
    about: 'an authorization endpoint without TLS is refused',
    faults: { metadata: { authorization_endpoint: 'http://sso.example/authorize' } },
    expected: refused('bad_response', until.discovery),
  },
  {
    id: 'oidcc-discovery-3-http-jwks-uri',
    about: 'keys without TLS are refused',
    faults: { metadata: { jwks_uri: 'http://sso.example/keys' } },
    expected: refused('bad_response', until.discovery),
  },
  {
    id: 'oidcc-discovery-3-http-end-session-endpoint',
    about: 'a sign-out address without TLS is refused',
    faults: { metadata: { end_session_endpoint: 'http://sso.example/logout' } },
    expected: refused('bad_response', until.discovery),
  },
  {
    id: 'oidcc-discovery-3-script-endpoint',
    about: 'a script instead of an address is refused',
    faults: { metadata: { authorization_endpoint: 'javascript:alert(1)' } },
    expected: refused('bad_response', until.discovery),
  },
  {
    id: 'oidcc-discovery-3-endpoint-of-another-type',
    about: 'a list instead of an address is refused',
    faults: { metadata: (_, { token_endpoint }) => ({ token_endpoint: [token_endpoint] }) },
    expected: refused('bad_response', until.discovery),
  },
  {
    id: 'oidcc-discovery-3-relative-endpoint',
    about: 'an address relative to nothing is refused',
    faults: { metadata: { token_endpoint: '/token' } },
    expected: refused('bad_response', until.discovery),
  },
  {
    id: 'rfc9700-2.1.1-no-s256',
    about: 'a server that knows only the plain challenge is refused',
    faults: { metadata: { code_challenge_methods_supported: ['plain'] } },
    expected: refused('bad_response', until.discovery),
  },
  {
    id: 'rfc8414-3.2-status-404',
    about: 'a server without metadata is refused',
    faults: { reply: { discovery: () => ({ status: 404 }) } },
    expected: refused('bad_response', until.discovery),
  },
  {
    id: 'rfc8414-3.2-html',
    about: 'a page of a captive portal is no metadata',
    faults: {
      reply: { discovery: () => ({ headers: { 'content-type': 'text/html' }, body: '<h1>Войдите в сеть</h1>' }) },
    },
    expected: refused('bad_response', until.discovery),
  },
  {
    id: 'rfc8414-3.2-not-an-object',
    about: 'a list is no metadata',
    faults: { reply: { discovery: () => ({ body: [] }) } },
    expected: refused('issuer_mismatch', until.discovery),
  },
  {
    id: 'rfc8414-3.2-null',
    about: 'nothing is no metadata',
    faults: { reply: { discovery: () => ({ body: 'null' }) } },
    expected: refused('issuer_mismatch', until.discovery),
  },
  {
    id: 'rfc8414-3.2-redirect',
    about: 'a redirect of the metadata is not followed',
    faults: {
      reply: { discovery: ({ places }) => ({ status: 302, headers: { location: places.foreign } }) },
    },
    expected: refused('bad_response', until.discovery),
    // It takes the redirect for a fault of the line, which is given a second chance.
    inWebKit: refused('network', ['discovery', 'discovery']),
  },
  {
    id: 'oidcc-discovery-proto',
    about: 'metadata with a `__proto__` poison nothing',
    faults: {
      metadata: () => JSON.parse('{"__proto__":{"token_endpoint":"https://evil.example/"}}') as Record<string, unknown>,
    },
    expected: accepted(),
  },
];
