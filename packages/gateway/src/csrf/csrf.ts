import { gatewayHeader } from '@epos-login/core/contract';
import { Refusal } from '../http/problem.ts';

const safe = ['GET', 'HEAD'];

/**
 * Lets a call of a page through, and nothing that another site could bring about.
 *
 * Three locks: a header that no form and no link can send; the exact origin (to be of one site is not enough: every
 * site of the region is); and what the browser itself says of the request.
 *
 * @throws {@linkcode Refusal} `forbidden`
 * @see OAuth 2.0 for Browser-Based Applications section 6.1.3.3; Fetch Metadata
 */
export function demandOwnPage(request: Request, origins: readonly string[]): void {
  const { headers, method } = request;
  const refuse = (reason: string, detail?: string) => new Refusal('forbidden', { reason, ...(detail && { detail }) });
  if (!headers.has(gatewayHeader)) {
    throw refuse(
      `no header ${gatewayHeader}`,
      `A page's own calls bear the header ${gatewayHeader}: 1; epos.fetch does.`,
    );
  }
  if (headers.get('sec-fetch-mode') === 'navigate') throw refuse('a navigation');

  const origin = headers.get('origin');
  if (origin !== null) {
    if (!origins.includes(origin))
      throw refuse('an origin that is not listed', "The page is of none of the gateway's `origins`.");
    return;
  }
  // Browsers leave `Origin` out of same-origin GET requests alone; what is no browser needs no cookies.
  if (!safe.includes(method)) throw refuse('no Origin');
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') throw refuse('another site, and no Origin');
}

/**
 * Lets a navigation through: a person, or a page on the way with the person. Frames and prefetches are none.
 *
 * @throws {@linkcode Refusal} `forbidden`
 */
export function demandNavigation({ headers }: Request): void {
  const refuse = (reason: string) => new Refusal('forbidden', { reason });
  const mode = headers.get('sec-fetch-mode');
  const destination = headers.get('sec-fetch-dest');
  if (mode !== null && mode !== 'navigate') throw refuse('not a navigation');
  if (destination !== null && destination !== 'document') throw refuse('not a page of its own');
  // It would begin a sign-in that nobody asked for.
  if ((headers.get('sec-purpose') ?? headers.get('purpose') ?? '').includes('prefetch')) throw refuse('a prefetch');
}
