import { people, type PersonKey } from '@epos-login/testing/people';
import type { Sandbox } from '../index.ts';
import { Browser, type Page } from './browser.ts';
import { authorizationRequest, isCallback, type Request } from './client.ts';

/** Signs in through the SSO and ESIA, up to the client's address. */
export function signInByEsia(sandbox: Sandbox, browser: Browser, { url }: Request, key: PersonKey): Promise<Page> {
  return signInAtEsia(sandbox, browser, url, key);
}

/** Does at ESIA what a person does: the password, the code from the text message, the consent. */
export async function signInAtEsia(sandbox: Sandbox, browser: Browser, url: string, key: PersonKey): Promise<Page> {
  const person = people[key];
  const account = 'esia' in person ? person.esia : undefined;
  if (!account) throw new Error(`${key} has no account at ESIA`);
  let page = await browser.open(url, { until: isCallback });
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
