import { Hono, type Context } from 'hono';
import { codePage } from '../pages/code-page.ts';
import { consentPage } from '../pages/consent-page.ts';
import { endedPage } from '../pages/messages.ts';
import { signInPage } from '../pages/sign-in-page.ts';
import { findAccount, loginKey } from '../people/find-account.ts';
import { Refusal } from '../protocol/refusal.ts';
import { goOn, refuse } from './answer.ts';
import type { Authorization } from './authorizations.ts';
import type { JourneyContext } from './context.ts';

/** The pages on which a person signs in and grants access. */
export function signIn(context: JourneyContext): Hono {
  const { accounts, attempts, authorizations, consents, sessions } = context;
  const app = new Hono();

  const ended = (c: Context) => c.html(endedPage(), 410);

  function sendCode(authorization: Authorization, account: Parameters<typeof authorizations.challenge>[1]): void {
    const { code } = authorizations.challenge(authorization, account);
    const text = `Код подтверждения: ${code}. Никому не сообщайте его. Вход в «${authorization.request.system.displayName}»`;
    context.deliver({ channel: 'sms', to: account.phone, text });
  }

  app.get('/login', (c) => {
    const authorization = authorizations.find(c.req.query('request'));
    if (!authorization) return ended(c);
    return c.html(signInPage({ authorization, login: '' }));
  });

  app.post('/login', async (c) => {
    const form = await readForm(c);
    const authorization = authorizations.find(form('request'));
    if (!authorization) return ended(c);
    const login = form('login');
    const password = form('password');
    const show = (problem: Parameters<typeof signInPage>[0]['problem'], status: 422 | 429) =>
      c.html(signInPage({ authorization, login, problem }), status);
    if (login.trim() === '') return show({ kind: 'no-login' }, 422);
    if (password === '') return show({ kind: 'no-password' }, 422);

    const key = loginKey(login);
    const locked = () => {
      const seconds = attempts.lockedFor(key);
      c.header('Retry-After', String(seconds));
      return show({ kind: 'locked', seconds }, 429);
    };
    if (attempts.lockedFor(key) > 0) return locked();
    const account = findAccount(login, accounts());
    if (account?.password !== password) {
      attempts.fail(key);
      return attempts.lockedFor(key) > 0 ? locked() : show({ kind: 'wrong' }, 422);
    }
    attempts.succeed(key);
    if (account.confirmation === 'sms') {
      sendCode(authorization, account);
      return c.redirect(`/login/code?request=${authorization.id}`, 303);
    }
    return goOn(c, context, authorization, sessions.start(c, account, false));
  });

  app.get('/login/code', (c) => {
    const authorization = authorizations.find(c.req.query('request'));
    if (!authorization?.challenge) return ended(c);
    return c.html(codePage({ authorization, phone: authorization.challenge.account.phone }));
  });

  app.post('/login/code', async (c) => {
    const form = await readForm(c);
    const authorization = authorizations.find(form('request'));
    const challenge = authorization?.challenge;
    if (!authorization || !challenge) return ended(c);
    const { account } = challenge;
    const show = (problem: Parameters<typeof codePage>[0]['problem']) =>
      c.html(codePage({ authorization, phone: account.phone, problem }), 422);
    if (form('again') !== '') {
      sendCode(authorization, account);
      return c.html(codePage({ authorization, phone: account.phone, sentAgain: true }));
    }
    const code = form('code').replaceAll(/\s/g, '');
    if (code === '') return show('empty');
    if (challenge.until <= context.clock()) return show('expired');
    if (challenge.attemptsLeft <= 0) return show('spent');
    if (code !== challenge.code) {
      challenge.attemptsLeft -= 1;
      return show(challenge.attemptsLeft > 0 ? 'wrong' : 'spent');
    }
    authorization.challenge = undefined;
    return goOn(c, context, authorization, sessions.start(c, account, true));
  });

  app.get('/consent', (c) => {
    const authorization = authorizations.find(c.req.query('request'));
    if (!authorization) return ended(c);
    const session = sessions.find(c);
    if (!session) return c.redirect(`/login?request=${authorization.id}`, 303);
    return c.html(consentPage({ authorization, account: session.account }));
  });

  app.post('/consent', async (c) => {
    const form = await readForm(c);
    const authorization = authorizations.find(form('request'));
    if (!authorization) return ended(c);
    // The cookie is SameSite=Lax: a page elsewhere that posts this form posts it without a session.
    const session = sessions.find(c);
    if (!session) return c.redirect(`/login?request=${authorization.id}`, 303);
    const { request } = authorization;
    switch (form('decision')) {
      case 'grant':
        consents.give(session.account, request);
        return goOn(c, context, authorization, session);
      case 'switch':
        sessions.end(c);
        return c.redirect(`/login?request=${authorization.id}`, 303);
      default:
        authorizations.end(authorization);
        return refuse(c, request.redirectUri, request.state, new Refusal('ESIA-007004'));
    }
  });

  return app;
}

/** The text fields of a sent form. */
async function readForm(c: Context): Promise<(name: string) => string> {
  const body = await c.req.parseBody();
  return (name) => {
    const value = body[name];
    return typeof value === 'string' ? value : '';
  };
}
