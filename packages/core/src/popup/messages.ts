import type { Lent } from '../direct/lent.ts';

/** What the two windows say to each other: the page that waits, and the page in the window that has the answer. */

/** What `state` begins with where another window waits for the answer. */
export const mark = 'popup.';

const answerType = 'epos-login:answer';

export const takenMessage = { type: 'epos-login:taken' };

/** A channel of this origin that only who knows the state can find; a cut-off window finds it as well. */
export function channelOf(state: string): string {
  return `epos-login:popup:${state}`;
}

export function answerMessage(href: string, state: string): object {
  return { type: answerType, state, href };
}

export function isTaken(message: unknown): boolean {
  return fieldsOf(message).type === takenMessage.type;
}

/**
 * What the SSO has answered to the sign-in of this state, if the message says it and comes from where the answer was to
 * go. Whether it is true, the sign-in checks.
 */
export function readAnswer(
  message: unknown,
  state: string,
  redirectUri: string,
  { isAt }: Pick<Lent, 'isAt'>,
): URLSearchParams | undefined {
  const { type, href, ...named } = fieldsOf(message);
  if (type !== answerType || named.state !== state || typeof href !== 'string') return undefined;
  try {
    const url = new URL(href);
    return isAt(url, redirectUri) && url.searchParams.get('state') === state ? url.searchParams : undefined;
  } catch {
    return undefined; // No address at all.
  }
}

function fieldsOf(message: unknown): Partial<Record<string, unknown>> {
  return Object(message) as Partial<Record<string, unknown>>;
}
