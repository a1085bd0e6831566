import { withoutParameters } from '../address/address.ts';

/** What answers of the flows hold that put tokens into addresses. */
export const foreignParameters = ['id_token', 'token', 'response'];

const answerParameters = [
  ...['code', 'state', 'iss', 'session_state', 'error', 'error_description', 'error_uri'],
  ...foreignParameters,
];

/** Whether the SSO has sent the browser to this address with an answer. `code` alone may well be the page's own word. */
export function isAnswer(url: URL, redirectUri: string): boolean {
  const { searchParams: query } = url;
  return (
    isAt(url, redirectUri) &&
    (query.has('code') || query.has('error')) &&
    (query.has('state') || query.has('iss') || query.has('session_state'))
  );
}

/** Whether `url` is `address` with perhaps more parameters. */
export function isAt(url: URL, address: string): boolean {
  const { origin, pathname, searchParams } = new URL(address);
  return (
    url.origin === origin &&
    url.pathname === pathname &&
    [...searchParams].every(([name, value]) => url.searchParams.getAll(name).includes(value))
  );
}

/** The address as it may stay in the address bar and in history: no code, no error text. */
export function withoutAnswer(url: URL): string {
  return withoutParameters(url, answerParameters);
}
