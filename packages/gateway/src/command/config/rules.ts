import * as z from 'zod';
import { isSecureAddress } from '../../options/secure-address.ts';

/** A value as the schema has it, or a message that says in words what it must be. */
export const must = <T extends z.ZodType>(schema: T, rule: string) =>
  z.custom<z.output<T>>((value) => schema.safeParse(value).success, `must be ${rule}`);

export const object = <T extends z.ZodRawShape>(shape: T) => z.strictObject(shape, 'must be an object');
export const text = must(z.string().min(1), 'a text');
export const flag = must(z.boolean(), 'true or false');
export const file = must(z.string().min(1), 'the path of a file');
export const address = must(z.string().refine(isSecureAddress), 'an https address, or http on this machine');
export const count = (minimum: number, maximum: number) =>
  must(z.int().min(minimum).max(maximum), `a whole number, ${minimum} to ${maximum}`);
export const milliseconds = (minimum: number, maximum: number) =>
  must(z.int().min(minimum).max(maximum), `a whole number of milliseconds, ${minimum} to ${maximum}`);
/** One of a few words. */
export const word = <const T extends readonly string[]>(...words: T) =>
  must(z.enum(words), words.map((one) => JSON.stringify(one)).join(' or '));
