import { demand } from '../errors/demand.ts';

/** How the gateway is reached. */
export interface GatewayOptions {
  /**
   * The gateway's address: relative to the page (`/auth`) or absolute (`https://portal.example/auth`). On another origin
   * than the page's it must be of the same site, and allow this origin.
   */
  url: string;
  /**
   * Which addresses are reached through the gateway: where each begins, and below which path of the gateway's origin it
   * stands there. Both end in `/`. `{ 'https://portal.example/api/': '/api/' }`. Default: none, `epos.fetch` reaches
   * what is at the gateway's origin.
   */
  proxy?: Readonly<Record<string, string>>;
  /** What `eposOnDemand` hands over: the gateway's answer to a question that was asked already. */
  first?: Promise<Response> | undefined;
}

/** Checks what the compiler cannot, and what plain JavaScript and attributes may get wrong. */
export function settle({ url, proxy = {}, first }: GatewayOptions): Required<GatewayOptions> {
  // What would lead elsewhere is no path: a scheme that is not http, a query, a fragment.
  must(
    'url',
    typeof url === 'string' && /^(https?:\/\/|(?![a-z][a-z\d+.-]*:))[^?#\s]+$/i.test(url),
    'an http(s) address',
  );
  for (const [from, to] of Object.entries(proxy)) {
    must(
      'proxy',
      /^https?:\/\/.+\/$/i.test(from) && /^\/([^\\\s]*\/)?$/.test(to),
      'from addresses to paths, with / at their ends',
    );
  }
  return { url, proxy, first };
}

function must(field: string, holds: boolean, rule: string): void {
  demand(holds, 'configure', `gateway: ${field} must be ${rule}`);
}
