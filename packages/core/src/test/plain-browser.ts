/** Enough of a browser to get through the sandbox's pages by hand: cookies, redirects, forms. */
export interface PlainPage {
  readonly url: string;
  readonly text: string;
}

export class VeryPlainBrowser {
  readonly #cookies = new Map<string, string>();
  readonly #home: string;

  /** @param home the address at which it stops, since nobody serves it */
  constructor(home: string) {
    this.#home = home;
  }

  async open(address: string, init: RequestInit = {}): Promise<PlainPage> {
    let url = address;
    let request = init;
    for (let count = 0; count < 20; count += 1) {
      if (url.startsWith(this.#home)) return { url, text: '' };
      const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(url, {
        ...request,
        headers: new Headers([...new Headers(request.headers), ['cookie', cookie], ['accept', 'text/html']]),
        redirect: 'manual',
      });
      for (const set of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        this.#cookies.set(name, value);
      }
      const location = response.headers.get('location');
      if (!location) return { url, text: await response.text() };
      await response.arrayBuffer();
      url = new URL(location, url).href;
      request = {};
    }
    throw new Error(`too many redirects, at ${url}`);
  }

  post(action: string, fields: Record<string, string>, origin = new URL(action).origin): Promise<PlainPage> {
    return this.open(action, { method: 'POST', body: new URLSearchParams(fields), headers: { origin } });
  }

  /** Sends the first form, or that with the named button, hidden fields included. */
  submit(page: PlainPage, fields: Record<string, string>, button = /./): Promise<PlainPage> {
    const forms = [...page.text.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)];
    const [, head = '', body = ''] = forms.find(([, , inside = '']) => button.test(inside)) ?? [];
    const hidden = [...body.matchAll(/<(?:input|button)\b[^>]*>/g)].flatMap(([tag]) => {
      const name = attribute(tag, 'name');
      return name ? [[name, attribute(tag, 'value')] as const] : [];
    });
    const action = new URL(attribute(head, 'action'), page.url);
    return this.post(action.href, { ...Object.fromEntries(hidden), ...fields }, new URL(page.url).origin);
  }
}

function attribute(tag: string, name: string): string {
  return (new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '').replaceAll('&amp;', '&');
}
