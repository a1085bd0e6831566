import { people, type PersonKey } from '@epos-login/testing/people';
import type { Sandbox } from '../index.ts';
import { Browser, type Page } from './browser.ts';
import { authorizationRequest, isCallback, type Request } from './client.ts';

/** Signs in at ESIA up to the client's address: the password, the code from the text message, the consent. */
export async function signInByEsia(
  sandbox: Sandbox,
  browser: Browser,
  request: Request,
  key: PersonKey,
): Promise<Page> {
  const person = people[key];
  const account = 'esia' in person ? person.esia : undefined;
  if (!account) throw new Error(`${key} has no account at ESIA`);
  let page = await browser.open(request.url, { until: isCallback });
  for (let step = 0; step < 6 && page.status !== 0; step += 1) {
    if (page.text.includes('id="loginByPwdButton"')) {
      page = await browser.submit(
        page,
        { login: account.phone, password: account.password },
        { button: /Войти/, until: isCallback },
      );
    } else if (page.text.includes('name="code"')) {
      const code = /\b\d{4,8}\b/.exec(sandbox.control.mail.letters(account.phone)[0]?.text ?? '')?.[0] ?? '';
      page = await browser.submit(page, { code }, { button: /Продолжить/, until: isCallback });
    } else if (page.text.includes('name="decision"')) {
      page = await browser.submit(page, { decision: 'grant' }, { button: /Предоставить/, until: isCallback });
    } else {
      return page;
    }
  }
  return page;
}

/** A request hinted to ESIA, and what came back. */
export async function throughEsia(
  sandbox: Sandbox,
  key: PersonKey,
  browser = new Browser(),
  parameters: Record<string, string> = {},
) {
  const request = authorizationRequest(sandbox, { kc_idp_hint: 'esia', ...parameters });
  const page = await signInByEsia(sandbox, browser, request, key);
  return { request, page, browser };
}
