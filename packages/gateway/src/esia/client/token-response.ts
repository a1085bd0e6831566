import * as z from 'zod/mini';
import { EsiaError } from '../errors/errors.ts';

/** What the token endpoint answers. @see esia-and-epos A3 "`expires_in` … accept both" (an int and a string) */
const tokenAnswer = z.object({
  access_token: z.string().check(z.minLength(1)),
  refresh_token: z.optional(z.string().check(z.minLength(1))),
  id_token: z.optional(z.string().check(z.minLength(1))),
  state: z.string(),
  token_type: z.string().check(z.regex(/^bearer$/i)),
  expires_in: z.union([z.number().check(z.positive()), z.string().check(z.regex(/^\d{1,9}$/))]),
});

export interface TokenAnswer {
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  readonly idToken: string | undefined;
  readonly expiresIn: number;
}

/** Reads the answer and compares the echoed state. */
export function readTokenAnswer(body: unknown, state: string): TokenAnswer {
  const read = z.safeParse(tokenAnswer, body);
  if (!read.success) {
    throw new EsiaError('bad_response', { message: 'The token endpoint answered in an unknown shape.' });
  }
  const { data } = read;
  if (data.state !== state) {
    throw new EsiaError('response_mismatch', {
      message: 'The token endpoint answered another request: state differs.',
    });
  }
  return {
    accessToken: data.access_token,
    refreshToken: data.refresh_token,
    idToken: data.id_token,
    expiresIn: Number(data.expires_in),
  };
}
