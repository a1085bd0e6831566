/** The cookies of a request, by name. The first of a name counts: browsers send the more specific one first. */
export type Cookies = ReadonlyMap<string, string>;

/** How the gateway's cookies are named and guarded. */
export interface CookieRules {
  /** What every name begins with: `__Host-epos`, or `epos` on http. */
  readonly prefix: string;
  readonly secure: boolean;
  readonly sameSite: 'lax' | 'strict';
}

/** The most that is read of a `Cookie` header, in characters. */
const longest = 32_000;

/** Browsers take up to 4,096 bytes of name and value together (RFC 6265 section 6.1). */
const chunk = 3800;
/** Beyond this, servers between browser and gateway refuse the whole request. */
const longestSession = 8000;

/** The session is too long for cookies. */
export class CookieTooLargeError extends Error {
  override readonly name = 'CookieTooLargeError';
  readonly bytes: number;

  constructor(bytes: number) {
    super(`The session has ${bytes} bytes, and cookies take ${longestSession}: use a store, or shorter tokens.`);
    this.bytes = bytes;
  }
}

export function readCookies(request: Request): Cookies {
  const cookies = new Map<string, string>();
  for (const pair of (request.headers.get('cookie') ?? '').slice(0, longest).split(';')) {
    const at = pair.indexOf('=');
    const name = trimmed(pair.slice(0, at));
    if (name && at > 0 && !cookies.has(name)) cookies.set(name, trimmed(pair.slice(at + 1)));
  }
  return cookies;
}

/**
 * Without the spaces and tabs around it. `trim` takes more away (U+00A0): a name that browsers take for another one, and
 * let a sister site set, would become one that begins with `__Host-`.
 */
function trimmed(text: string): string {
  const blank = (at: number) => text[at] === ' ' || text[at] === '\t';
  let [begin, end] = [0, text.length];
  while (begin < end && blank(begin)) begin += 1;
  while (begin < end && blank(end - 1)) end -= 1;
  return text.slice(begin, end);
}

/**
 * Everything as strict as it can be: `__Host-` binds a cookie to this very host, so that no sister site can set one.
 * On http, where browsers refuse `Secure` (WebKit on loopback too), the name is plain.
 *
 * @see RFC 6265bis section 4.1.3.2
 */
export function writeCookie(
  { secure, sameSite }: CookieRules,
  name: string,
  value: string,
  { maxAge }: { readonly maxAge?: number } = {},
): string {
  const site = sameSite === 'strict' ? 'Strict' : 'Lax';
  const age = maxAge === undefined ? '' : `; Max-Age=${maxAge}`;
  return `${name}=${value}; Path=/${age}; HttpOnly; SameSite=${site}${secure ? '; Secure' : ''}`;
}

export function eraseCookie(rules: CookieRules, name: string): string {
  return `${writeCookie(rules, name, '', { maxAge: 0 })}; Expires=Thu, 01 Jan 1970 00:00:00 GMT`;
}

/** Reads a value that may stand in several cookies: the first says in how many. */
export function readChunks(cookies: Cookies, name: string): string | undefined {
  const [, count, first] = /^([1-9])~(.*)$/.exec(cookies.get(name) ?? '') ?? [];
  if (count === undefined || first === undefined) return undefined;
  const rest = Array.from({ length: Number(count) - 1 }, (_, index) => cookies.get(`${name}.${index + 1}`));
  return rest.includes(undefined) ? undefined : [first, ...rest].join('');
}

/**
 * Writes a value in as many cookies as it needs, and takes away those of a longer one before.
 *
 * @throws {@linkcode CookieTooLargeError}
 */
export function writeChunks(rules: CookieRules, name: string, value: string, before: Cookies): string[] {
  if (value.length > longestSession) throw new CookieTooLargeError(value.length);
  const parts = value.match(new RegExp(`.{1,${chunk}}`, 'gs')) ?? [''];
  const written = parts.map((part, index) =>
    index ? writeCookie(rules, `${name}.${index}`, part) : writeCookie(rules, name, `${parts.length}~${part}`),
  );
  return [...written, ...eraseBeyond(rules, name, parts.length, before)];
}

export function eraseChunks(rules: CookieRules, name: string, before: Cookies): string[] {
  return before.has(name) ? [eraseCookie(rules, name), ...eraseBeyond(rules, name, 1, before)] : [];
}

function eraseBeyond(rules: CookieRules, name: string, kept: number, before: Cookies): string[] {
  const names = Array.from({ length: 9 - kept }, (_, index) => `${name}.${index + kept}`);
  return names.filter((one) => before.has(one)).map((one) => eraseCookie(rules, one));
}
