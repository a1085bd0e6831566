import assert from 'node:assert/strict';
import { fixturePassword, people, type FixturePerson } from '@epos-login/testing/people';
import type { HTTPRequest } from 'puppeteer-core';
import { submitEsia } from '../harness/forms.ts';
import type { Visitor } from '../harness/visitor.ts';
import { stage } from './stage.ts';

export { people };

/** The employee's name as the page shows it. */
export const teacher = 'Иванова Мария Петровна';
export const parent = 'Кузнецова Ольга Сергеевна';

/** «Вход для сотрудников» → the password page of realm `pk` → the page. */
export async function signInByRsaa(visitor: Visitor): Promise<void> {
  await visitor.press('Вход для сотрудников');
  await submitPassword(visitor, people.teacher.rsaa.username);
  await visitor.sees(teacher);
}

/** Fills in Keycloak's own password page, as realm `pk` shows it in Russian. */
export async function submitPassword(visitor: Visitor, username?: string): Promise<void> {
  if (username !== undefined) await visitor.fill('Имя пользователя или E-mail', username);
  await visitor.fill('Пароль', fixturePassword);
  await visitor.press('Вход');
}

/** «Вход через ЕСИА» → the gateway → Gosuslugi → the page. */
export async function signInByEsia(visitor: Visitor, person: FixturePerson, name: string): Promise<void> {
  await visitor.press('Вход через ЕСИА');
  await submitEsia(visitor, person);
  await visitor.press('Предоставить');
  await isSignedIn(visitor, name);
}

/** Waits for the page that names the person; Gosuslugi names them too. */
export async function isSignedIn(visitor: Visitor, name: string): Promise<void> {
  await visitor.arrivesAt((await stage()).page);
  await visitor.sees(name);
}

/** The access token, as the page has it. */
export function tokenOf(visitor: Visitor, options: { renew?: boolean } = {}): Promise<string> {
  return visitor.page.evaluate((given) => window.epos.getToken(given), options);
}

export interface Claims {
  readonly sub: string;
  readonly sid: string;
  readonly acr: string;
  readonly auth_time: number;
  readonly exp: number;
  readonly cnf?: { readonly jkt?: string };
}

export async function claimsOf(visitor: Visitor): Promise<Claims> {
  return read(await tokenOf(visitor));
}

export function read(token: string): Claims {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Claims;
}

/** Asks the portal by `epos.fetch`; the status of its answer. */
export async function askPortal(visitor: Visitor): Promise<number> {
  const { sandbox } = await stage();
  return visitor.page.evaluate(
    async (address) => (await window.epos.fetch(address)).status,
    `${sandbox.portalUrl}/v1/me`,
  );
}

/** What the page asks the token endpoint for, from now on: tells the kinds of grant in their order. */
export function grantsOf(visitor: Visitor): () => Promise<string[]> {
  const grants: Promise<string>[] = [];
  visitor.page.on('request', (request) => {
    if (request.method() !== 'POST' || !isTokenEndpoint(request.url())) return;
    grants.push(request.fetchPostData().then((body) => new URLSearchParams(body).get('grant_type') ?? 'none'));
  });
  return () => Promise.all(grants);
}

declare global {
  interface Window {
    overheard?: string;
  }
}

/** Overhears the refresh tokens of pages loaded from now on, as a script on them could: tells the last one. */
export async function overhearRefreshToken(visitor: Visitor): Promise<() => Promise<string>> {
  await visitor.page.evaluateOnNewDocument(() => {
    const fetch = window.fetch.bind(window);
    window.fetch = async (...request) => {
      const response = await fetch(...request);
      if (response.url.endsWith('/protocol/openid-connect/token'))
        window.overheard = ((await response.clone().json()) as { refresh_token: string }).refresh_token;
      return response;
    };
  });
  return async () => {
    const token = await visitor.page.evaluate(() => window.overheard);
    assert.ok(token, 'a refresh token should have been overheard');
    return token;
  };
}

/** What somebody else gets for a refresh token: the status of Keycloak's answer. */
export async function useRefreshToken(client_id: string, refresh_token: string): Promise<number> {
  const { issuer, page } = await stage();
  const response = await fetch(`${issuer}/protocol/openid-connect/token`, {
    method: 'POST',
    headers: { Origin: page },
    body: new URLSearchParams({ grant_type: 'refresh_token', client_id, refresh_token }),
  });
  return response.status;
}

function isTokenEndpoint(address: string): boolean {
  return address.endsWith('/protocol/openid-connect/token');
}

/** Where the browser goes at Keycloak from now on: by the page itself, and in frames. */
export async function visitsToKeycloak(
  visitor: Visitor,
): Promise<{ page: readonly string[]; frame: readonly string[] }> {
  const { keycloak } = await stage();
  const visits = { page: [] as string[], frame: [] as string[] };
  visitor.page.on('request', (request: HTTPRequest) => {
    if (!request.isNavigationRequest() || !request.url().startsWith(keycloak.origin)) return;
    visits[request.frame() === visitor.page.mainFrame() ? 'page' : 'frame'].push(request.url());
  });
  return visits;
}
