import type { EposError, EposErrorCode } from '@epos-login/core';
import { settingOf } from '../base/setting.ts';

/** What only whoever has set up the page, or what it asks, can mend. */
const ofSetUp: readonly EposErrorCode[] = ['issuer_mismatch', 'bad_response', 'insecure_context', 'invalid_options'];

const told = new WeakSet<EposError>();

/**
 * Has the developer told, once, of a failure of the set-up: to the person it says no more than that sign-in was stopped.
 * The message alone, never the error with its causes: these may hold what a server has answered.
 */
export function tellOfSetUp(element: Element, error: EposError): void {
  const { code, phase, message } = error;
  // Options that are refused at once are told where they were given, by `context/source.ts` or the page's own code.
  if (!ofSetUp.includes(code) || phase === 'configure' || told.has(error)) return;
  told.add(error);
  // eslint-disable-next-line no-console -- only a developer can mend this, and the console is where developers look
  console.error(`EPOS Login: ${message}${hintOf(element, error)}`);
}

/** Where to look, by what the page itself has said in its markup. */
function hintOf(element: Element, { code, phase }: EposError): string {
  const issuer = said(element, 'issuer');
  // Later it is the answer that names another.
  if (code === 'issuer_mismatch' && phase !== 'callback' && issuer) {
    const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    return `: issuer="${issuer}" has to be the "issuer" that ${address} tells, letter by letter`;
  }
  const portal = said(element, 'portal');
  return code === 'bad_response' && phase === 'portal' && portal ? `: is portal="${portal}" the portal's API?` : '';
}

function said(element: Element, attribute: string): string | undefined {
  return settingOf(element, attribute) ?? element.closest(`[${attribute}]`)?.getAttribute(attribute) ?? undefined;
}
