/** What a proof must fit. */
interface Deed {
  readonly method: string;
  readonly url: string;
  /** The access token it goes with; none at the token endpoint. */
  readonly token?: string;
}

type Checked =
  { readonly jkt: string; readonly error?: undefined } | { readonly jkt?: undefined; readonly error: string };

/** Parameters and claims of a proof, as they stand in it. */
export interface Proof {
  readonly header: Record<string, unknown> & { jwk: Record<string, string> };
  readonly claims: Record<string, unknown>;
}

/** Checks proofs by RFC 9449 section 4.3, strictly, and by code that shares nothing with what makes them. */
export class ProofChecker {
  /** What every proof must hold; a new one refuses those of the old. */
  nonce: string | undefined;
  /** How far its clock is ahead of everybody else's, in seconds. */
  ahead = 0;
  /** All that came, good and bad. */
  readonly seen: Proof[] = [];
  readonly #used = new Set<unknown>();

  check = async (text: string, { method, url, token }: Deed): Promise<Checked> => {
    const bad = { error: 'invalid_dpop_proof' };
    const [header = '', payload = '', signature = '', more] = text.split('.');
    if (more !== undefined || /[^\w.-]/.test(text)) return bad;
    const proof = { header: parse(header), claims: parse(payload) } as Proof;
    this.seen.push(proof);
    const { alg, typ, jwk } = proof.header;
    const { htm, htu, iat, jti, ath, nonce } = proof.claims;

    if (alg !== 'ES256' || typ !== 'dpop+jwt' || Object.keys(jwk).sort().join() !== 'crv,kty,x,y') return bad;
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
    const key = await crypto.subtle.importKey('jwk', jwk, algorithm, true, ['verify']);
    const signed = new TextEncoder().encode(`${header}.${payload}`);
    if (!(await crypto.subtle.verify(algorithm, key, bytes(signature), signed))) return bad;

    if (htm !== method || htu !== url.replace(/[?#].*/s, '')) return bad;
    if (typeof jti !== 'string' || jti.length < 20 || this.#used.has(jti)) return bad;
    this.#used.add(jti);
    if (ath !== (token === undefined ? undefined : await hash(token))) return bad;
    if (!Number.isInteger(iat)) return bad;
    if (this.nonce !== undefined) return nonce === this.nonce ? this.#keyOf(jwk) : { error: 'use_dpop_nonce' };
    const age = Date.now() / 1000 + this.ahead - Number(iat);
    return nonce === undefined && age > -10 && age < 60 ? this.#keyOf(jwk) : bad;
  };

  /** RFC 7638 section 3.2: the needed members in the order of their names. */
  async #keyOf({ crv, kty, x, y }: Record<string, string>): Promise<{ jkt: string }> {
    return { jkt: await hash(`{"crv":"${crv}","kty":"${kty}","x":"${x}","y":"${y}"}`) };
  }
}

function parse(part: string): unknown {
  return JSON.parse(new TextDecoder().decode(bytes(part)));
}

function bytes(part: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}

async function hash(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return btoa(String.fromCharCode(...digest))
    .replace(/=+$/, '')
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}
