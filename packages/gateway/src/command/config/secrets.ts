import { readFileSync } from 'node:fs';
import type { BrokenOption } from '../../options/options-error.ts';

/** A place that holds a secret: the configuration names the place only. */
type Reference = { readonly file: string } | { readonly env: string };

/** What is secret, as patterns of fields; the rest may stand in the configuration itself. */
const secrets = [
  /^(providers\.\w+\.)?clientAuth\.(secret|key)$/,
  /^(ownTokens\.)?keys\[\d+\]$/,
  /^store\.(sentinel\.)?password$/,
  /^providers\.esia\.signer\.(passphrase|privateKey)$/,
  /^providers\.esia\.(signer|identify)\.headers\./,
];

/** Read as JSON: private keys (JWK). */
const structured = '.key';

/** Read too where they are given by reference, though they need not be secret: certificates, addresses with a password. */
const referable = /^store\.(url|ca)$/;

/** Puts secrets in the place of their references. What is wrong is told by field, and never with what was read. */
export function resolveSecrets(
  value: unknown,
  env: NodeJS.ProcessEnv,
): { readonly value: unknown; readonly broken: readonly BrokenOption[] } {
  const broken: BrokenOption[] = [];

  const resolve = (part: unknown, field: string): unknown => {
    if (secrets.some((one) => one.test(field)) || (referable.test(field) && isReference(part))) {
      if (isReference(part)) return read(part, field);
      broken.push({ field, rule: 'must be { "file": "…" } or { "env": "…" }: secrets do not belong here' });
      return undefined;
    }
    if (field === 'store.url' && typeof part === 'string' && !/^rediss?:\/\/[^@]+$/.test(part)) {
      broken.push({ field, rule: 'must be redis:// or rediss://, without a password' });
      return undefined;
    }
    if (Array.isArray(part)) return part.map((item, index) => resolve(item, `${field}[${index}]`));
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(
      Object.entries(part).map(([name, inner]) => [name, resolve(inner, field ? `${field}.${name}` : name)]),
    );
  };

  const read = (reference: Reference, field: string): unknown => {
    const text = 'env' in reference ? env[reference.env] : textOf(reference.file);
    const place = 'env' in reference ? `the variable ${reference.env}` : `the file ${reference.file}`;
    // A secret is one line; editors end it with a break.
    const trimmed = text?.trim();
    if (!trimmed) {
      broken.push({ field, rule: `${place} is ${text === undefined ? 'not there, or not readable' : 'empty'}` });
      return undefined;
    }
    if (!field.endsWith(structured)) return trimmed;
    try {
      return JSON.parse(trimmed) as unknown;
    } catch {
      // The parser's message shows a piece of what it read.
      broken.push({ field, rule: `${place} must hold a private JWK` });
      return undefined;
    }
  };

  return { value: resolve(value, ''), broken };
}

function isReference(value: unknown): value is Reference {
  if (typeof value !== 'object' || value === null) return false;
  const [[name, place] = [], ...more] = Object.entries(value) as [string, unknown][];
  return (name === 'file' || name === 'env') && typeof place === 'string' && place !== '' && !more.length;
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
