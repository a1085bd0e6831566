import * as z from 'zod';
import { readOwnKey } from '../own-tokens/own-key.ts';
import { isSecureAddress } from './secure-address.ts';

const addressRule = 'an https address, or http on this machine';
// What is no address at all is told once, and not by each rule that addresses have.
const address = z.string(addressRule).refine(isSecureAddress, { error: addressRule, abort: true });
const plain = (value: string) => {
  const { search, hash, username, password } = new URL(value);
  return !search && !hash && !username && !password;
};
const baseAddress = address.refine(plain, 'an address without query, fragment and password');
const seconds = (maximum: number) => z.int().positive().max(maximum);
const milliseconds = z.int().positive().max(600_000);
const token = z.string().regex(/^[!#$%&'*+.^_`|~\w-]{1,64}$/, 'a name as HTTP has it');
/** A function, or an object of the caller's own making: passed on as it is. */
const callable = <T>() => z.custom<T>((value) => typeof value === 'function', 'a function');

// Both are often read from the environment.
const keyRule = '32 bytes, or these in base64 or base64url (is the variable set?)';
const secretRule = 'a text that is not empty (is the variable set?)';

const clientAuth = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('client_secret_basic'), secret: z.string(secretRule).min(1, secretRule) }),
  z.strictObject({
    method: z.literal('private_key_jwt'),
    key: z.looseObject({
      kty: z.enum(['RSA', 'EC', 'OKP'], 'RSA, EC or OKP'),
      alg: z.string().regex(/^((RS|PS|ES)(256|384|512)|EdDSA|Ed25519)$/, 'an algorithm of signatures'),
      d: z.string('the private half'),
      kid: z.string().optional(),
    }),
  }),
]);

const registration = {
  issuer: address.refine(plain, 'an address without query, fragment and password'),
  clientId: z.string().min(1).max(255),
  clientAuth,
  scope: z
    .string()
    .max(1000)
    .refine((value) => value.split(' ').includes('openid'), 'a list of scopes with openid among them')
    .optional(),
  trustedAudiences: z.array(z.string().min(1)).optional(),
  signingAlgorithm: z
    .string()
    .regex(/^((RS|PS|ES)(256|384|512)|EdDSA|Ed25519)$/, 'an algorithm of signatures')
    .optional(),
};

const moduleMethods = ['check', 'begin', 'finish', 'signOut'];
const provider = z.union(
  [
    z.strictObject({ hint: z.string().min(1).max(255) }),
    z.strictObject(registration),
    z.custom<object>(
      (value) =>
        typeof value === 'object' &&
        value !== null &&
        moduleMethods.every((name) => typeof (value as Record<string, unknown>)[name] === 'function'),
    ),
  ],
  '{ hint }, { issuer, clientId, clientAuth } or a provider module',
);

const key = z
  .union([z.string(), z.instanceof(Uint8Array)], keyRule)
  .transform((value) => (typeof value === 'string' ? Uint8Array.from(Buffer.from(value, 'base64')) : value))
  .refine((value) => value.length === 32, keyRule);

const ownKey = z.unknown().transform((written, context) => {
  const key = readOwnKey(written);
  if (key) return key;
  const message = 'a private key in PEM or a JWK: RSA of 2048 bits, P-256, P-384, P-521 or Ed25519';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

const ownTokens = z.strictObject({
  keys: z
    .tuple([ownKey], ownKey)
    .refine((keys) => new Set(keys.map(({ kid }) => kid)).size === keys.length, 'keys of different names'),
  always: z.boolean().default(false),
  lifetime: z.int().min(30).max(600).default(120),
  scope: z.string().min(1).max(1000).default('openid profile'),
});

const store = z.custom<object>((value) => {
  const { kind } = Object(value) as { kind?: unknown };
  return kind === 'cookie' || kind === 'store';
}, 'cookieStore() or a session store');

const proxy = z.strictObject({
  path: z.string().regex(/^\/([\w.~-]+\/)+$/, 'a path with slashes on both sides'),
  upstream: baseAddress.refine((value) => value.endsWith('/'), 'an address that ends with a slash'),
  methods: z
    .array(z.string().regex(/^[A-Z]+$/, 'a method in capitals'))
    .min(1)
    .optional(),
  anonymous: z.array(z.string().min(1)).optional(),
  headers: z
    .array(
      token
        .toLowerCase()
        .refine(
          (name) =>
            !/^(cookie|authorization|dpop|host|connection|content-length|transfer-encoding|upgrade)$/.test(name),
          'no header that says who or how',
        ),
    )
    .optional(),
  maxBody: z.int().nonnegative().optional(),
  audience: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).optional(),
  timeout: milliseconds.optional(),
});

const shape = z.strictObject({
  ...registration,
  issuer: registration.issuer.optional(),
  clientId: registration.clientId.optional(),
  clientAuth: registration.clientAuth.optional(),
  url: baseAddress,
  providers: z.strictObject({ rsaa: provider.optional(), esia: provider.optional() }).optional(),
  hintParameter: token.optional(),
  home: address.optional(),
  origins: z
    .array(address.refine((value) => URL.parse(value)?.origin === value, 'an origin, without path and slash'))
    .optional(),
  keys: z.array(key, 'a list of keys').min(1, 'one key at least'),
  store: store.optional(),
  session: z
    .strictObject({
      absolute: seconds(30 * 24 * 3600).optional(),
      idle: seconds(30 * 24 * 3600).optional(),
      sliding: z.boolean().optional(),
      sameSite: z.enum(['lax', 'strict']).optional(),
    })
    .optional(),
  cookieName: z
    .string()
    .regex(/^[a-z][a-z\d-]{0,31}$/, 'small letters, digits and dashes')
    .optional(),
  proxy: z.array(proxy).optional(),
  ownTokens: ownTokens.optional(),
  claims: z.array(z.string().min(1)).optional(),
  roles: callable().optional(),
  backchannelLogout: z.boolean().optional(),
  resource: address.optional(),
  dpop: z.boolean().optional(),
  par: z.boolean().optional(),
  timeout: milliseconds.optional(),
  fetch: callable().optional(),
  clock: callable().optional(),
  log: callable().optional(),
});

/** What {@linkcode createGateway} checks of its options: all that the compiler cannot, since many come from files. */
export const optionsSchema = shape.superRefine((options, context) => {
  const { issuer, clientId, clientAuth, providers = {} } = options;
  const own = Object.values(providers).filter((provider) => provider !== undefined);
  const withoutSso = own.length > 0 && own.every((provider) => !('hint' in provider));
  for (const [name, value] of Object.entries({ issuer, clientId, clientAuth })) {
    const alone = withoutSso && !issuer && !clientId && !clientAuth;
    if (value !== undefined || alone) continue;
    const message = 'given, unless every provider has an issuer or rules of its own';
    context.addIssue({ code: 'custom', path: [name], message });
  }
});
