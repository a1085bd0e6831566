/**
 * A very small browser for the tests: keeps cookies by host and path as browsers do (ports share them), follows
 * redirects one by one, sends forms with their hidden fields and their `Origin`.
 */
export interface Page {
  readonly status: number;
  readonly url: string;
  readonly headers: Headers;
  readonly text: string;
}

interface Cookie {
  readonly host: string;
  readonly path: string;
  readonly value: string;
}

export class Browser {
  readonly #cookies = new Map<string, Cookie>();
  /** Every address asked for, in order. */
  readonly visited: string[] = [];

  /** The names of the cookies that are set now. */
  get cookieNames(): string[] {
    return [...this.#cookies.keys()].map((key) => key.split(';')[0] ?? '');
  }

  /** A cookie as a script of a page there reads it. */
  cookie(name: string, host = 'localhost'): string | undefined {
    return this.#cookies.get(`${name};${host};/`)?.value;
  }

  /** `fetch` as a script of a page of this origin calls it, cookies included. */
  fetchFrom(origin: string): typeof fetch {
    return async (input, init) => {
      const request = new Request(input, init);
      request.headers.set('Origin', origin);
      request.headers.set('Cookie', this.#cookiesFor(new URL(request.url)));
      const response = await fetch(request);
      this.#keep(new URL(request.url), response.headers.getSetCookie());
      return response;
    };
  }

  /** Opens an address and follows redirects; stops before an address that `until` takes, or that nobody serves. */
  async open(address: string, { until, ...init }: RequestInit & { until?: (url: URL) => boolean } = {}): Promise<Page> {
    let url = new URL(address);
    let request = init;
    for (let count = 0; count < 20; count += 1) {
      if (until?.(url)) return { status: 0, url: url.href, headers: new Headers(), text: '' };
      this.visited.push(url.href);
      const headers = new Headers(request.headers);
      headers.set('Cookie', this.#cookiesFor(url));
      if (!headers.has('Accept')) headers.set('Accept', 'text/html');
      const response = await fetch(url, { ...request, headers, redirect: 'manual' });
      this.#keep(url, response.headers.getSetCookie());
      const location = response.headers.get('Location');
      if (response.status < 300 || response.status > 399 || !location) {
        return { status: response.status, url: url.href, headers: response.headers, text: await response.text() };
      }
      await response.arrayBuffer();
      url = new URL(location, url);
      request = {};
    }
    throw new Error(`too many redirects, at ${url.href}`);
  }

  /** Sends the page's form that contains `button` (any, if it is not given), with `fields` filled in. */
  async submit(
    page: Page,
    fields: Record<string, string> = {},
    { button, until }: { button?: RegExp; until?: (url: URL) => boolean } = {},
  ): Promise<Page> {
    const forms = [...page.text.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)];
    const form = forms.find(([whole]) => (button ? button.test(whole) : true));
    if (!form) throw new Error(`no such form at ${page.url}: ${page.text.slice(0, 2000)}`);
    const [, head = '', body = ''] = form;
    const values = new URLSearchParams();
    for (const [tag] of body.matchAll(/<input\b[^>]*>/g)) {
      const name = attribute(tag, 'name');
      const type = attribute(tag, 'type');
      if (name && (type !== 'checkbox' || /\bchecked\b/.test(tag))) values.set(name, attribute(tag, 'value') ?? '');
    }
    for (const [tag, inner] of [...body.matchAll(/<button\b[^>]*>([\s\S]*?)<\/button>/g)]) {
      const name = attribute(tag, 'name');
      if (name && (button ? button.test(inner ?? '') : !values.has(name)))
        values.set(name, attribute(tag, 'value') ?? '');
    }
    for (const [name, value] of Object.entries(fields)) values.set(name, value);
    const action = new URL(attribute(head, 'action') ?? '', page.url);
    const origin = new URL(page.url).origin;
    return this.open(action.href, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: origin },
      body: values.toString(),
      ...(until ? { until } : {}),
    });
  }

  #cookiesFor(url: URL): string {
    return [...this.#cookies.entries()]
      .filter(([, { host, path }]) => host === url.hostname && url.pathname.startsWith(path))
      .map(([key, { value }]) => `${key.split(';')[0] ?? ''}=${value}`)
      .join('; ');
  }

  #keep(url: URL, cookies: readonly string[]): void {
    for (const cookie of cookies) {
      const [pair = '', ...attributes] = cookie.split(';').map((text) => text.trim());
      const [name = '', ...rest] = pair.split('=');
      const path = attributes.find((text) => /^path=/i.test(text))?.slice(5) ?? '/';
      const key = `${name};${url.hostname};${path}`;
      const expires = attributes.find((text) => /^expires=/i.test(text))?.slice(8);
      if (expires !== undefined && Date.parse(expires) < Date.now()) this.#cookies.delete(key);
      else this.#cookies.set(key, { host: url.hostname, path, value: rest.join('=') });
    }
  }
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
  return found
    ?.replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
