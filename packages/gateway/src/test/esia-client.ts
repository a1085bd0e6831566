import assert from 'node:assert/strict';
import { createDevelopmentIdentity, createEsiaClient, EsiaError, type EsiaClientOptions } from '../esia/esia.ts';
import { esiaCertificate } from './esia-certificate.ts';

export const now = Date.UTC(2026, 0, 25, 10, 36, 11);
export const esia = esiaCertificate();
export const identity = createDevelopmentIdentity();
export const redirectUri = 'https://epos.permkrai.ru/auth/callback';

/** A client whose signer writes down what it signs, and whose ESIA answers as told. */
export function setUp(
  answer: (request: Request) => Response | Promise<Response>,
  changes: Partial<EsiaClientOptions> = {},
) {
  const signed: string[] = [];
  const requests: Request[] = [];
  const client = createEsiaClient({
    host: 'https://esia.gosuslugi.ru/',
    clientId: 'EPOS',
    redirectUri,
    scope: ['openid', 'fullname', 'kid_fullname'],
    certificateHash: identity.certificateHash,
    certificates: [esia.der],
    clock: () => now,
    signer: {
      sign: (data) => {
        signed.push(new TextDecoder().decode(data));
        return identity.signer.sign(data);
      },
    },
    fetch: async (input, init) => {
      const request = new Request(input, init);
      requests.push(request.clone());
      return answer(request);
    },
    ...changes,
  } as EsiaClientOptions);
  return { client, signed, requests };
}

export const idToken = esia.sign({
  iss: 'http://esia.gosuslugi.ru/',
  aud: 'EPOS',
  sub: 7,
  iat: now / 1000,
  exp: now / 1000 + 60,
});

export const tokens = async (request: Request, changes: object = {}) =>
  Response.json({
    access_token: 'at',
    id_token: idToken,
    token_type: 'Bearer',
    expires_in: 3600,
    state: new URLSearchParams(await request.text()).get('state'),
    ...changes,
  });

export const coded = (code: string, esiaCode?: string) => (error: unknown) => {
  assert.ok(error instanceof EsiaError);
  assert.equal(error.code, code);
  assert.equal(error.esiaCode, esiaCode);
  return true;
};

export const silent = () => Promise.reject(new Error('no call is made'));
