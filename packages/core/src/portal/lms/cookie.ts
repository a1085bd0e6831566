/** The journal's token, from the cookie of which its own page makes a header. Not there on other sites, or for scripts. */
export function authTokenOf(): string | undefined {
  const { cookie = '' } = (globalThis as { document?: Pick<Document, 'cookie'> }).document ?? {};
  return /(?:^|;\s*)auth_token=([^;]+)/.exec(cookie)?.[1];
}
