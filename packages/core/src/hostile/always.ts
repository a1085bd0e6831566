import { expect } from '@open-wc/testing';
import { challengeOf } from '../test/signing.ts';
import type { Logged, Places } from './case.ts';

/** Words of which every token of the server has one. */
export const tokens = /(access|refresh)-\d+-\w{8}-|eyJ[\w-]{20,}\./;

/** What no server, however hostile, may bring about: looked for in the log of every case. */
export async function checkAlways(log: readonly Logged[], places: Places): Promise<void> {
  const named = (...names: string[]) => log.filter(({ endpoint }) => names.includes(endpoint));
  const pushed = named('par');
  const authorizations = named('authorize', 'other:authorize').map((request, index) =>
    request.query.request_uri === undefined ? request : { ...request, query: pushed[index]?.body ?? {} },
  );
  const tokenRequests = named('token', 'other:token');

  for (const { query } of authorizations) {
    expect(query).to.include({ response_type: 'code', code_challenge_method: 'S256', redirect_uri: places.home });
    for (const name of ['state', 'nonce', 'code_challenge'] as const) {
      expect(query[name], `${name} of 128 bits or more`).to.match(/^(popup\.)?[\w-]{22,}$/);
    }
  }
  // A server may send the browser on to another with the same question.
  const begun = new Map(authorizations.map((request) => [new URL(request.url).search, request]));
  for (const name of ['state', 'nonce', 'code_challenge']) {
    const values = [...begun.values()].map(({ query }) => query[name]);
    expect(new Set(values).size, `${name} of its own for each sign-in`).to.equal(values.length);
  }

  const secrets = ['code', 'code_verifier', 'refresh_token'].flatMap((name) =>
    tokenRequests.map(({ body }) => body[name]),
  );
  for (const request of log) {
    const { url, headers, query, body } = request;
    expect({ ...query, ...body }).not.to.have.any.keys('client_secret');
    for (const secret of secrets) if (secret) expect(`${url} ${headers.referer ?? ''}`).not.to.contain(secret);
    expect(`${url} ${headers.referer ?? ''}`).not.to.match(tokens);
    expect(headers.referer ?? '').not.to.match(/[?&]code=/);
  }

  // One that is refused for want of a nonce is sent again with it (RFC 9449 section 8).
  const codes = tokenRequests.flatMap(({ body, headers }) => (headers.dpop ? [] : (body.code ?? [])));
  expect(new Set(codes).size, 'each code is sent once').to.equal(codes.length);
  for (const { body, headers } of tokenRequests) {
    expect(headers['content-type']).to.match(/^application\/x-www-form-urlencoded/);
    if (body.grant_type !== 'authorization_code') continue;
    expect(body).to.include({ redirect_uri: places.home, client_id: 'journal' });
    const challenges = authorizations.map(({ query }) => query.code_challenge);
    expect(challenges).to.include(await challengeOf(body.code_verifier ?? ''));
  }

  for (const { endpoint, headers } of log) {
    if (!['me', 'subsystems'].includes(endpoint)) expect(headers.authorization, endpoint).to.equal(undefined);
    if (!/authorize|logout/.test(endpoint)) expect(headers.cookie, `cookies to ${endpoint}`).to.equal(undefined);
  }
}
