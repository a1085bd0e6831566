import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { decodeJwt } from 'jose';
import type { Env } from '../../listen/app.ts';
import { isLoopback } from '../../listen/loopback.ts';
import type { Origins } from '../../origins.ts';
import { remember } from '../../world/remember.ts';
import type { World } from '../../world/world.ts';
import { sessionOf } from './session.ts';

const clientId = 'epos-journal';
const paths = { signIn: '/authenticate/oauth', callback: '/authenticate/callback', sessions: '/lms/api/sessions' };
const stateCookie = 'epos_journal_state';

/**
 * The session of today's journal, as far as public clients of it agree: `authenticate/oauth` signs in at the SSO and
 * leaves the cookie `auth_token`, `lms/api/sessions` tells who that is in which profiles. What the real journal does
 * besides is not known, and not here.
 */
export function addJournal(app: Hono<Env>, origins: Origins, world: World): void {
  /** Sign-ins on their way, by `state`; sessions, by token. */
  const verifiers = new Map<string, string>();
  const sessions = new Map<string, string>();
  world.onReset(() => {
    verifiers.clear();
    sessions.clear();
  });
  const redirectUri = `${origins.portal}${paths.callback}`;

  app.get(paths.signIn, (c) => {
    const { mode, sub_provider: provider } = c.req.query();
    const hint = mode === 'rsaa' ? 'rsaa' : provider;
    const [state, verifier] = [randomUUID(), randomBytes(32).toString('base64url')];
    remember(verifiers, state, verifier);
    setCookie(c, stateCookie, state, { path: paths.callback, httpOnly: true, sameSite: 'Lax' });
    const parameters = new URLSearchParams({
      client_id: clientId,
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: 'openid',
      state,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...(hint === 'rsaa' || hint === 'esia' ? { kc_idp_hint: hint } : {}),
    });
    return c.redirect(`${origins.sso}/auth?${parameters.toString()}`, 302);
  });

  app.get(paths.callback, async (c) => {
    const { code = '', state = '' } = c.req.query();
    const isMine = state !== '' && getCookie(c, stateCookie) === state;
    const verifier = isMine ? verifiers.get(state) : undefined;
    if (verifier) verifiers.delete(state);
    deleteCookie(c, stateCookie, { path: paths.callback });
    const sub = verifier && code ? await subOf(code, verifier) : undefined;
    if (!sub) return c.redirect('/login/error', 302);
    const token = randomUUID();
    remember(sessions, token, sub);
    // Its own page makes headers of it, so that a script must be able to read it.
    setCookie(c, 'auth_token', token, { path: '/', sameSite: 'Lax' });
    return c.redirect('/', 302);
  });

  app.get('/login/error', (c) => c.text('Войти в журнал не удалось.', 403));

  app.use(paths.sessions, async (c, next) => {
    const origin = c.req.header('Origin');
    const cors: Record<string, string> =
      origin && isLoopback(origin)
        ? { 'Access-Control-Allow-Origin': origin, 'Access-Control-Allow-Credentials': 'true' }
        : {};
    if (c.req.method === 'OPTIONS') {
      const allowed = {
        'Access-Control-Allow-Methods': 'POST, DELETE',
        'Access-Control-Allow-Headers': 'Content-Type',
      };
      return c.body(null, 204, { ...cors, ...allowed, Vary: 'Origin' });
    }
    await next();
    for (const [name, value] of Object.entries({ ...cors, Vary: 'Origin', 'Cache-Control': 'no-store' })) {
      c.res.headers.set(name, value);
    }
    return undefined;
  });

  app.post(paths.sessions, async (c) => {
    // JSON alone: a form of another page could send the cookie too.
    const isJson = /^application\/json\b/i.test(c.req.header('Content-Type') ?? '');
    const body: unknown = isJson ? await c.req.json().catch(() => undefined) : undefined;
    const { auth_token: told } = Object(body) as { auth_token?: unknown };
    const token = typeof told === 'string' ? told : getCookie(c, 'auth_token');
    const record = isJson && token ? world.register.find(sessions.get(token) ?? '') : undefined;
    if (!record || !token) return c.json({ code: 401, description: 'Пользователь не авторизован' }, 401);
    return c.json(sessionOf(record, token));
  });

  app.delete(paths.sessions, (c) => {
    sessions.delete(c.req.query('authentication_token') ?? '');
    deleteCookie(c, 'auth_token', { path: '/' });
    return c.body(null, 204);
  });

  /** Whom the SSO names. Its token endpoint is asked directly, so that the id_token needs no signature check here. */
  async function subOf(code: string, verifier: string): Promise<string | undefined> {
    const response = await fetch(`${origins.sso}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: clientId,
        code,
        redirect_uri: redirectUri,
        code_verifier: verifier,
      }),
    });
    const { id_token: idToken } = (await response.json()) as { id_token?: string };
    return idToken === undefined ? undefined : decodeJwt(idToken).sub;
  }
}
