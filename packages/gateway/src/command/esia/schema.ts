import * as z from 'zod';
import { address, count, file, flag, milliseconds, must, object, text, word } from '../config/rules.ts';

const headers = z.record(z.string(), text, 'must be an object').exactOptional();
const byteOrder = word('straight', 'reversed').exactOptional();
const timeout = milliseconds(1, 60_000).exactOptional();
const concurrency = count(1, 64).exactOptional();
const gost = z.union([z.strictObject({ engine: z.string().min(1) }), z.strictObject({ provider: z.string().min(1) })]);

const kinds = '"openssl", "cryptopro", "remote" or "software"';

const signer = z.discriminatedUnion(
  'kind',
  [
    object({
      kind: z.literal('openssl'),
      keyFile: file,
      passphrase: text.exactOptional(),
      command: text.exactOptional(),
      gost: must(gost, '{ "engine": "…" } or { "provider": "…" }').exactOptional(),
      timeout,
      concurrency,
    }),
    object({
      kind: z.literal('cryptopro'),
      container: text,
      command: text.exactOptional(),
      /** With `{container}`, `{input}` and `{output}` where their names belong. */
      arguments: must(z.array(z.string()).min(1), 'a list of texts').exactOptional(),
      byteOrder,
      timeout,
      concurrency,
      directory: text.exactOptional(),
    }),
    object({ kind: z.literal('remote'), url: address, headers, byteOrder, timeout }),
    object({ kind: z.literal('software'), privateKey: text }),
  ],
  { error: ({ input }) => `must be ${isObject(input) ? kinds : 'an object'}` },
);

const scope = z.array(z.string().regex(/^\S+$/)).refine((words) => words.includes('openid'));

/** ESIA by its own rules. */
export const esiaSchema = object({
  environment: must(
    z.union([
      z.enum(['production', 'test']),
      z.strictObject({ host: address, issuer: z.string().min(1).exactOptional() }),
    ]),
    '"production", "test" or { "host": "https://…" }',
  ),
  /** The mnemonic. */
  clientId: text,
  /** The system's own certificate. */
  certificateFile: file,
  signer,
  /** ESIA's certificates: files, archives and folders, read again when a token names an unknown one. */
  esiaCertificates: must(z.array(z.string().min(1)).min(1), 'a list of files or folders, one at least'),
  /** Who of ESIA's people is whom here. */
  identify: z.union(
    [z.literal('oid'), object({ url: address, headers, timeout })],
    'must be "oid" (whomever ESIA lets in, by its own number) or { "url": "…" } of a register that knows who is whom',
  ),
  scope: must(scope, 'a list of scopes, a word each, with openid among them').exactOptional(),
  accessType: word('online', 'offline').exactOptional(),
  pkce: word('S256', 'GOST3411').exactOptional(),
  refreshSigns: word('redirect_uri', 'refresh_token').exactOptional(),
  admitsUnconfirmed: flag.exactOptional(),
  expiryDays: count(1, 365).exactOptional(),
  timeout: milliseconds(1, 600_000).exactOptional(),
});

/** ESIA by its own rules, as the configuration has it. */
export type EsiaConfig = z.infer<typeof esiaSchema>;

/** Takes ESIA by its own rules out of the configuration: the other forms of a provider are for `createGateway`. */
export function esiaApart(config: unknown): { readonly esia?: unknown; readonly rest: unknown } {
  const { providers, ...others } = config as { providers?: unknown };
  if (!isObject(providers) || !('esia' in providers)) return { rest: config };
  const { esia, ...rest } = providers;
  const isForGateway = esia === undefined || (isObject(esia) && ('hint' in esia || 'issuer' in esia));
  return isForGateway ? { rest: config } : { esia, rest: { ...others, providers: rest } };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** What each field may be, but not all of them together. */
export function contradictions({ environment, signer }: EsiaConfig, development = false): string | undefined {
  if (signer.kind !== 'software') return undefined;
  if (environment === 'production') return `must not be "software" in production: ${softwareIs}`;
  return development
    ? undefined
    : `must not be "software" unless the configuration says "development": true: ${softwareIs}`;
}

const softwareIs =
  'the key lies in the memory of this process, and what signs is neither certified nor hardened against who listens';
