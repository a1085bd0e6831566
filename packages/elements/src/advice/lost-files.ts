import type { EposError } from '@epos-login/core';

/** How often one of the SDK's files has not come to this page. */
let losses = 0;
let last: EposError | undefined;

/** What an `import()` fails with, in the words of Chromium, Firefox and WebKit. */
const importing = /imported module|importing a module/i;

/**
 * Whether only a new page brings the file that has not come: Firefox never fetches a module again that has failed
 * (whatwg/html#6768), so after a second failure there is no use in a third try.
 */
export function isLost(error: EposError): boolean {
  const { message = '' } = (error.cause ?? {}) as Partial<Error>;
  const isImport = importing.test(message);
  if (isImport && error !== last) losses++;
  last = error;
  return isImport && losses > 1;
}
