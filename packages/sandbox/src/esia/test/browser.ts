/** As much of a browser as the tests need: cookies, redirects within ESIA, and forms. */
export class Browser {
  readonly #cookies = new Map<string, string>();
  readonly #origin: string;
  /** Every `Set-Cookie` seen. */
  readonly setCookies: string[] = [];

  constructor(origin: string) {
    this.#origin = origin;
  }

  get(url: string): Promise<Page> {
    return this.#go(new URL(url, this.#origin), {});
  }

  post(path: string, fields: Record<string, string>): Promise<Page> {
    return this.#go(new URL(path, this.#origin), { method: 'POST', body: new URLSearchParams(fields) });
  }

  async #go(url: URL, init: RequestInit): Promise<Page> {
    const cookie = [...this.#cookies].map((pair) => pair.join('=')).join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: cookie ? { cookie } : {} });
    for (const line of response.headers.getSetCookie()) this.#take(line);
    const location = response.headers.get('location');
    if (location === null)
      return { url, status: response.status, headers: response.headers, text: await response.text() };
    const target = new URL(location, url);
    // The system's own address: there the test goes on by itself.
    if (target.origin !== this.#origin) return { url: target, status: 0, headers: response.headers, text: '' };
    return this.#go(target, {});
  }

  #take(line: string): void {
    this.setCookies.push(line);
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (/max-age=0/i.test(line)) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}

export interface Page {
  readonly url: URL;
  /** 0 for an address outside ESIA. */
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** The sign-in to which a page belongs. */
export function requestOf(page: Page): string {
  return page.url.searchParams.get('request') ?? /name="request" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
}
