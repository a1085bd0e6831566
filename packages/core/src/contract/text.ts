import * as z from 'zod/mini';

/** A non-empty string with an upper bound: a hostile server must not be able to flood a page with one field. */
export const text = (maximum: number) => z.string().check(z.minLength(1), z.maxLength(maximum));

/** An identifier: opaque, non-empty, at most 255 ASCII characters, as OpenID Connect Core 2 demands of `sub`. */
export const identifier = text(255);
