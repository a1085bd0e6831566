import { BlockList, isIP } from 'node:net';
import { role } from '@epos-login/core/contract';
import * as z from 'zod';
import { count, flag, milliseconds, must, object, text, word } from './rules.ts';

const port = must(z.int().min(0).max(65_535), 'a port, 0 to 65535');
const host = must(z.string().min(1).max(255), 'an address to listen at');
const redisUrl = must(z.string().regex(/^rediss?:\/\/[^@]+$/), 'redis:// or rediss://, without a password');
/** By reference it may hold one. */
const redisUrlOrSecret = must(z.string().regex(/^rediss?:\/\/./), 'an address that begins with redis:// or rediss://');

const store = object({
  kind: word('cookie', 'redis'),
  url: redisUrlOrSecret.optional(),
  cluster: z.array(redisUrl, 'must be a list').min(1, 'must name one address at least').optional(),
  sentinel: object({
    name: text,
    nodes: z.array(object({ host, port }), 'must be a list').min(1, 'must name one sentinel at least'),
    username: text.optional(),
    password: text.optional(),
  }).optional(),
  prefix: must(z.string().regex(/^[\w.:-]{1,64}$/), 'letters, digits and _ . : -').optional(),
  timeout: milliseconds(1, 60_000).optional(),
  username: text.optional(),
  password: text.optional(),
  /** Turns TLS on where no `rediss://` does. */
  tls: flag.optional(),
  /** The certificates to trust, in PEM. Default: those of the system. */
  ca: must(z.string().includes('BEGIN CERTIFICATE'), 'a certificate in PEM, by { "file": "…" }').optional(),
}).superRefine(({ kind, ...fields }, context) => {
  const places = ['url', 'cluster', 'sentinel'].filter((name) => name in fields);
  if (kind === 'cookie') {
    for (const name of Object.keys(fields)) context.addIssue({ code: 'custom', path: [name], message: 'is for redis' });
  } else if (places.length !== 1) {
    context.addIssue({ code: 'custom', message: 'must have one of url, cluster, sentinel' });
  }
});

/** An address or a part of a network: `10.0.0.0/8`. */
const network = z.custom<string>(
  (value) => typeof value === 'string' && addNetwork(new BlockList(), value),
  'must be an address or a network such as 10.0.0.0/8',
);

/** Adds a network to a list; false where it is none. */
export function addNetwork(list: BlockList, network: string): boolean {
  const [address = '', prefix, ...more] = network.split('/');
  const version = isIP(address);
  const family = version === 6 ? 'ipv6' : 'ipv4';
  const longest = version === 6 ? 128 : 32;
  if (!version || more.length || (prefix !== undefined && !/^\d{1,3}$/.test(prefix))) return false;
  if (Number(prefix ?? longest) > longest) return false;
  list.addSubnet(address, Number(prefix ?? longest), family);
  return true;
}

const roleMeanings = z.record(
  z.string(),
  z.custom<Omit<z.infer<typeof role>, 'id'>>(
    (value) => role.safeParse({ ...(value as object), id: 'any' }).success,
    'must be { "category": "employee" | "parent" | "student", "title": "…" }',
  ),
);

/** What the command itself reads of the configuration; the rest is for `createGateway`, which checks it. */
export const commandSchema = z.looseObject({
  listen: object({ host: host.optional(), port: port.optional() }).optional(),
  /** Metrics and health, for machines of one's own. */
  admin: z
    .union([object({ host: host.optional(), port: port.optional() }), z.literal(false)], 'must be an object, or false')
    .optional(),
  /** Whose `X-Forwarded-For` is believed. */
  trustedProxies: z.array(network).optional(),
  limits: z
    .strictObject({
      /** Bytes of all headers together. */
      headers: count(4096, 1_000_000).optional(),
      headersTimeout: milliseconds(0, 600_000).optional(),
      requestTimeout: milliseconds(0, 3_600_000).optional(),
      keepAliveTimeout: milliseconds(0, 600_000).optional(),
      /** For how long an answer may lie unread. */
      idleTimeout: milliseconds(0, 600_000).optional(),
      connections: count(1, 1_000_000).optional(),
    })
    .optional(),
  shutdown: z
    .strictObject({ delay: milliseconds(0, 120_000).optional(), timeout: milliseconds(0, 600_000).optional() })
    .optional(),
  store: store.optional(),
  /** Whether this is a developer's machine: lets in what is not fit for people. */
  development: flag.optional(),
  roles: z
    .strictObject({ realm: roleMeanings.optional(), clients: z.record(z.string(), roleMeanings).optional() })
    .optional(),
});

/** The command's own fields. */
export type CommandConfig = z.infer<typeof commandSchema>;
