import { text } from './text.ts';

/** The problem codes that version 1 of the portal answers. */
export const problemCodes = [
  'invalid_request',
  'invalid_token',
  'insufficient_scope',
  'not_found',
  'conflict',
  'rate_limited',
  'unavailable',
  'server_error',
] as const;

/** A problem code of version 1. */
export type ProblemCode = (typeof problemCodes)[number];

/** One of {@linkcode problemCodes}; an unknown code is treated by its HTTP status. */
export const problemCode = text(100);
