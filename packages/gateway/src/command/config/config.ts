import { readFileSync } from 'node:fs';
import { keycloakRoles } from '@epos-login/core/contract';
import type * as z from 'zod';
import { fieldOf, type BrokenOption } from '../../options/options-error.ts';
import type { GatewayOptions } from '../../options/options.ts';
import { contradictions, esiaApart, esiaSchema, type EsiaConfig } from '../esia/schema.ts';
import { commandSchema, type CommandConfig } from './schema.ts';
import { resolveSecrets } from './secrets.ts';

/** The configuration cannot be used: why, by field. Holds nothing of what is secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly broken: readonly BrokenOption[];

  constructor(message: string, broken: readonly BrokenOption[] = []) {
    super(message);
    this.broken = broken;
  }
}

/** The server's part of the configuration, with everything decided. */
export interface ServerConfig {
  readonly listen: { readonly host: string; readonly port: number };
  readonly admin: { readonly host: string; readonly port: number } | undefined;
  readonly trustedProxies: readonly string[];
  readonly limits: {
    readonly headers: number;
    readonly headersTimeout: number;
    readonly requestTimeout: number;
    readonly keepAliveTimeout: number;
    readonly idleTimeout: number;
    readonly connections: number;
  };
  readonly shutdown: { readonly delay: number; readonly timeout: number };
  readonly store: NonNullable<CommandConfig['store']>;
}

export interface Config {
  readonly server: ServerConfig;
  /** ESIA by its own rules: becomes one of the gateway's providers. */
  readonly esia: EsiaConfig | undefined;
  /** What `createGateway` is to check. */
  readonly gateway: GatewayOptions;
}

/** @throws {@linkcode ConfigError} */
export function loadConfig(file: string, env: NodeJS.ProcessEnv = process.env): Config {
  const { value, broken } = resolveSecrets(parse(file), env);
  const { esia: direct, rest } = esiaApart(value);
  const checked = commandSchema.safeParse(rest);
  const esia = esiaSchema.optional().safeParse(direct);
  const ofEsia = (esia.error?.issues ?? []).map((issue) => ({ ...issue, path: ['providers', 'esia', ...issue.path] }));
  const issues = [...(checked.error?.issues ?? []), ...ofEsia].flatMap(brokenOf);
  // A secret that is not there is told by its place already.
  const all = [...broken, ...issues.filter(({ field }) => !broken.some((told) => told.field === field))];
  if (!checked.success || !esia.success || all.length) throw new ConfigError(file, all);
  const { listen, admin, trustedProxies, limits, shutdown, store, roles, development, ...gateway } = checked.data;
  const rule = esia.data && contradictions(esia.data, development);
  if (rule) throw new ConfigError(file, [{ field: 'providers.esia.signer.kind', rule }]);
  const functions = ['fetch', 'clock', 'log'].filter((name) => name in gateway);
  if (functions.length) {
    throw new ConfigError(
      file,
      functions.map((field) => ({ field, rule: 'no such field' })),
    );
  }
  const rolesOf = roles && keycloakRoles(roles as Parameters<typeof keycloakRoles>[0]);
  return {
    server: {
      // Loopback: what stands before it on the same machine speaks TLS.
      listen: { host: listen?.host ?? '127.0.0.1', port: listen?.port ?? 8080 },
      admin: admin === false ? undefined : { host: admin?.host ?? '127.0.0.1', port: admin?.port ?? 9464 },
      trustedProxies: trustedProxies ?? [],
      limits: {
        // The cookie store may take 8 kB, and cookies of other programs come along.
        headers: limits?.headers ?? 32_768,
        headersTimeout: limits?.headersTimeout ?? 10_000,
        requestTimeout: limits?.requestTimeout ?? 120_000,
        // Longer than that of nginx (60 s): else it sends into a connection that is being closed.
        keepAliveTimeout: limits?.keepAliveTimeout ?? 75_000,
        // As nginx has it between two writes.
        idleTimeout: limits?.idleTimeout ?? 60_000,
        connections: limits?.connections ?? 10_000,
      },
      shutdown: { delay: shutdown?.delay ?? 5000, timeout: shutdown?.timeout ?? 30_000 },
      store: store ?? { kind: 'cookie' },
    },
    esia: esia.data,
    gateway: {
      ...(gateway as unknown as GatewayOptions),
      ...(rolesOf && { roles: (claims) => rolesOf({ id: claims, access: {}, userinfo: {} }) }),
    },
  };
}

function parse(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    throw new ConfigError(`${file}: is not JSON (line ${brokenLine(text)})`);
  }
  throw new ConfigError(`${file}: must be a JSON object`);
}

/** Where a text stops being JSON. The parser's message will not do: it quotes, and what it quotes may be a secret. */
function brokenLine(text: string): number {
  const merelyEnds = (length: number) => {
    try {
      JSON.parse(text.slice(0, length));
      return true;
    } catch (error) {
      const { message } = error as Error;
      return /end of JSON|Unterminated/.test(message) || message.includes(`at position ${length} `);
    }
  };
  let [sound, broken] = [0, text.length];
  while (sound < broken) {
    const middle = Math.ceil((sound + broken) / 2);
    if (merelyEnds(middle)) sound = middle;
    else broken = middle - 1;
  }
  return text.slice(0, sound).split('\n').length;
}

function brokenOf(issue: z.core.$ZodIssue): BrokenOption[] {
  // Of several forms, the one that was meant is the one that fits further.
  if (issue.code === 'invalid_union' && issue.errors.some((branch) => branch.some(({ path }) => path.length))) {
    const branch = issue.errors.toSorted((one, other) => depth(other) - depth(one))[0] ?? [];
    return branch.flatMap((inner) => brokenOf({ ...inner, path: [...issue.path, ...inner.path] }));
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: fieldOf([...issue.path, key]), rule: 'no such field' }));
  }
  return [{ field: fieldOf(issue.path), rule: issue.message }];
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map(({ path }) => path.length));
}
