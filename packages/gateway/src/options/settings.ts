import type { Role } from '@epos-login/core/contract';
import type * as z from 'zod';
import type { CookieRules } from '../cookies/cookies.ts';
import type { GatewayEvent } from '../log/events.ts';
import { keysPath, type Audience, type OwnTokensSettings } from '../own-tokens/own-tokens.ts';
import type { ProviderModule } from '../providers/provider.ts';
import { loosely } from '../proxy/target.ts';
import { cookieStore, type CookieStore } from '../sessions/cookie-store.ts';
import type { SessionStore } from '../sessions/store.ts';
import { fieldOf, GatewayOptionsError, type BrokenOption } from './options-error.ts';
import type { ClientAuthentication, GatewayOptions, ProviderOption, ProxyOption, Registration } from './options.ts';
import { optionsSchema } from './schema.ts';

/** The providers that a page may name. */
export type ProviderId = 'rsaa' | 'esia';

/** This gateway at one issuer. */
export interface Client {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientAuth: ClientAuthentication;
  readonly scope: string;
  readonly trustedAudiences: readonly string[];
  readonly signingAlgorithm: string | undefined;
  readonly redirectUri: string;
}

/** What a way through the gateway to another server is made of. */
export interface ProxySettings {
  readonly path: string;
  /** The paths of rules within this one, as a lenient upstream may read them. */
  readonly narrower: readonly string[];
  readonly upstream: URL;
  readonly methods: readonly string[];
  readonly anonymous: readonly string[];
  readonly headers: readonly string[];
  readonly maxBody: number;
  readonly timeout: number;
  /** Of the gateway's own tokens. */
  readonly audience: Audience;
}

/** The options with everything decided. */
export interface Settings {
  readonly url: URL;
  /** The path of the gateway, without a slash at the end. */
  readonly base: string;
  readonly home: string;
  readonly origins: readonly string[];
  /** Absent where each provider is reached by itself. */
  readonly sso: Client | undefined;
  /** How each provider is reached that pages may name; absent: not at all. */
  readonly providers: ReadonlyMap<ProviderId, { readonly hint: string } | Client | ProviderModule>;
  readonly hintParameter: string;
  readonly keys: readonly Uint8Array[];
  readonly store: CookieStore | SessionStore;
  /** In seconds. */
  readonly session: { readonly absolute: number; readonly idle: number; readonly sliding: boolean };
  readonly cookies: CookieRules;
  readonly proxy: readonly ProxySettings[];
  readonly ownTokens: OwnTokensSettings | undefined;
  readonly claims: readonly string[];
  readonly roles: ((claims: Readonly<Record<string, unknown>>) => readonly Role[] | undefined) | undefined;
  readonly backchannelLogout: boolean;
  readonly resource: string | undefined;
  readonly dpop: boolean;
  readonly par: boolean;
  readonly timeout: number;
  readonly fetch: typeof fetch;
  readonly clock: () => number;
  readonly log: (event: GatewayEvent) => void;
}

const usualMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** @throws {@linkcode GatewayOptionsError} */
export function settle(options: GatewayOptions): Settings {
  const checked = optionsSchema.safeParse(options);
  if (!checked.success) throw new GatewayOptionsError(checked.error.issues.flatMap(brokenOf));

  const address = options.url.replace(/\/$/, '');
  const url = new URL(address);
  const base = url.pathname.replace(/\/$/, '');
  const store = options.store ?? cookieStore();
  const { absolute = 10 * 3600, idle = 30 * 60, sliding = true, sameSite = 'lax' } = options.session ?? {};
  const secure = url.protocol === 'https:';
  const callback = `${address}/callback`;
  const { issuer, clientId, clientAuth } = options;
  const sso = issuer && clientId && clientAuth && clientOf({ ...options, issuer, clientId, clientAuth }, callback);
  const settings: Settings = {
    url,
    base,
    home: options.home ?? `${url.origin}/`,
    origins: [...new Set([...(options.origins ?? []), ...(options.origins ? [] : [url.origin])])],
    sso: sso || undefined,
    providers: new Map(
      (['rsaa', 'esia'] as const).flatMap((id) => {
        const provider = options.providers ? options.providers[id] : { hint: id };
        return provider ? [[id, reached(provider, `${callback}/${id}`)] as const] : [];
      }),
    ),
    hintParameter: options.hintParameter ?? 'kc_idp_hint',
    keys: checked.data.keys,
    store,
    session: { absolute, idle, sliding },
    cookies: { prefix: `${secure ? '__Host-' : ''}${options.cookieName ?? 'epos'}`, secure, sameSite },
    proxy: (options.proxy ?? []).map(({ path, upstream, methods, anonymous, headers, maxBody, timeout, audience }) => ({
      path,
      narrower: narrowerThan(path, options.proxy ?? []),
      upstream: new URL(upstream),
      methods: methods ?? usualMethods,
      anonymous: anonymous ?? [],
      headers: (headers ?? []).map((name) => name.toLowerCase()),
      maxBody: maxBody ?? 10_000_000,
      timeout: timeout ?? 30_000,
      audience: audience ?? upstream.replace(/\/$/, ''),
    })),
    ownTokens: checked.data.ownTokens,
    claims: options.claims ?? [],
    roles: options.roles,
    backchannelLogout: options.backchannelLogout ?? store.kind === 'store',
    resource: options.resource,
    dpop: options.dpop ?? false,
    par: options.par ?? false,
    timeout: options.timeout ?? 10_000,
    // Through an arrow: a detached fetch loses its `this` in some runtimes.
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    clock: options.clock ?? Date.now,
    log: guarded(options.log),
  };
  const broken = contradictions(settings);
  if (broken.length) throw new GatewayOptionsError(broken);
  return settings;
}

function narrowerThan(path: string, rules: readonly ProxyOption[]): string[] {
  const longer = rules.filter((rule) => rule.path.length > path.length).map((rule) => loosely(rule.path));
  return longer.filter((one) => one.startsWith(loosely(path)));
}

/** A log that fails must not take requests with it. */
function guarded(log: GatewayOptions['log']): Settings['log'] {
  return (event) => {
    try {
      log?.(event);
    } catch {
      // There is nobody left to tell.
    }
  };
}

/** What each option may be, but not all of them together. */
function contradictions(settings: Settings): BrokenOption[] {
  const { store, backchannelLogout, session, proxy, base, home, origins, url } = settings;
  const rules: [string, boolean, string][] = [
    [
      'backchannelLogout',
      backchannelLogout && store.kind === 'cookie',
      'needs a store: nobody reaches a cookie from afar',
    ],
    ['session.idle', session.idle > session.absolute, 'must not be longer than session.absolute'],
    [
      'home',
      !origins.includes(new URL(home).origin) && new URL(home).origin !== url.origin,
      'must be of one of the origins',
    ],
    ['origins', !origins.length, 'must not be empty'],
  ];
  const own = ['login', 'callback', 'session', 'refresh', 'logout', 'logged-out', 'backchannel-logout', keysPath];
  for (const [index, { path }] of proxy.entries()) {
    const hides = path === `${base}/` || own.some((name) => path.startsWith(`${base}/${name}/`));
    rules.push([`proxy[${index}].path`, hides, "must not hide the gateway's own addresses"]);
    const twice = proxy.findIndex((other) => other.path === path) !== index;
    rules.push([`proxy[${index}].path`, twice, 'stands there twice']);
  }
  const issuers = new Set(settings.sso && [settings.sso.issuer]);
  for (const [id, provider] of settings.providers) {
    if ('issuer' in provider) {
      // Logout tokens and `iss` name the issuer alone.
      const twice = issuers.has(provider.issuer);
      rules.push([
        `providers.${id}.issuer`,
        twice,
        'stands there twice: a hint leads to a provider behind the same one',
      ]);
      issuers.add(provider.issuer);
    }
    const isModule = 'begin' in provider;
    rules.push([`providers.${id}`, isModule && provider.id !== id, 'is a module for another provider']);
    const callback = `${url.href.replace(/\/$/, '')}/callback`;
    const back = isModule && provider.redirectUri !== undefined && URL.parse(provider.redirectUri)?.href;
    const strays = back !== false && back !== callback && back !== `${callback}/${id}`;
    rules.push([`providers.${id}`, strays, `must come back to ${callback}/${id}`]);
    const needed = isModule && proxy.length > 0 && !settings.ownTokens;
    rules.push(['ownTokens', needed, `must be given: no upstream is shown a token of providers.${id}`]);
  }
  return rules.filter(([, holds]) => holds).map(([field, , rule]) => ({ field, rule }));
}

function reached(provider: ProviderOption, redirectUri: string): { hint: string } | Client | ProviderModule {
  return 'issuer' in provider ? clientOf(provider, redirectUri) : provider;
}

function clientOf(registration: Registration, redirectUri: string): Client {
  const { issuer, clientId, clientAuth, scope = 'openid profile', signingAlgorithm } = registration;
  const trustedAudiences = registration.trustedAudiences ?? [];
  return { issuer, clientId, clientAuth, scope, trustedAudiences, signingAlgorithm, redirectUri };
}

function brokenOf(issue: z.core.$ZodIssue): BrokenOption[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: fieldOf([...issue.path, key]), rule: 'no such option' }));
  }
  const rule = issue.code === 'custom' || /^(an?|the|no|one|small|cookie|RSA|32|\{)/.test(issue.message);
  return [{ field: fieldOf(issue.path), rule: rule ? `must be ${issue.message}` : issue.message }];
}
