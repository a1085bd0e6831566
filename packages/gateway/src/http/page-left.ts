/** Nobody waits for the answer any more: no refusal, since nothing is wrong with the request or with a server. */
export class PageLeft extends Error {
  override readonly name = 'PageLeft';
}

/** What nobody reads; 499 is what nginx says of it in its log. */
export const unread = 499;
