import { Refusal, type RefusalCode } from './refusal.ts';

/** The parameters of a request, each given once. */
export interface Parameters {
  /** The value; refuses the request where it is missing or empty. */
  required(name: string): string;
  optional(name: string): string | undefined;
}

/** @see esia-and-epos A11: 007003 "repeated", 007013 "no scope", 007014 "mandatory parameter missing (e.g. `[client_certificate_hash]`)" */
export function parametersOf(given: URLSearchParams): Parameters {
  const optional = (name: string) => {
    const values = given.getAll(name);
    if (values.length > 1) throw new Refusal('ESIA-007003', name);
    return values[0] === '' ? undefined : values[0];
  };
  return {
    optional,
    required(name) {
      const value = optional(name);
      if (value !== undefined) return value;
      const missing: RefusalCode = name === 'scope' ? 'ESIA-007013' : 'ESIA-007014';
      throw new Refusal(missing, name);
    },
  };
}
