import { isServer } from 'lit';
import { EposRequest } from './context-request.ts';
import { standing } from './page-watch.ts';

/** How long a page has to bring what its elements sign in by, in milliseconds: frameworks set properties late. */
const patience = 4000;

const lone = new WeakSet<Element>();

/** Whether the element was found to stand there in vain. */
export function isLone(element: Element): boolean {
  return lone.has(element) && !hasSource(element);
}

/**
 * Has the developer told, once, of elements of this tag that show or do nothing, because the page has nothing to sign in
 * by. Called where the tag is defined for a page's own markup: inside `<epos-login>` none is lone.
 */
export function tellOfLone(tag: string): void {
  if (isServer as boolean) return;
  setTimeout(() => {
    lookForLone(tag);
  }, patience);
}

/** Looks at those that stand in the page now. */
export function lookForLone(tag: string): void {
  const found = [...standing.keys()].filter((element) => element.localName === tag && !hasSource(element));
  for (const element of found) {
    lone.add(element);
    element.requestUpdate();
  }
  if (found.length === 0) return;
  // eslint-disable-next-line no-console -- only a developer can mend this, and the console is where developers look
  console.warn(
    `<${tag}> has nothing to sign in by: put it into <epos-login> or <epos-context>, or set its property epos.`,
  );
}

/** One's own, or that of an element around it, which may still be on its way: whoever answers has one. */
function hasSource(element: Element): boolean {
  if ((element as Partial<Record<'epos', unknown>>).epos) return true;
  let isAnswered = false;
  element.dispatchEvent(
    new EposRequest(() => {
      isAnswered = true;
    }),
  );
  return isAnswered;
}
