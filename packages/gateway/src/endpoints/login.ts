import { gatewayLoginQuery, type GatewayLoginQuery } from '@epos-login/core/contract';
import { readCookies } from '../cookies/cookies.ts';
import { demandNavigation } from '../csrf/csrf.ts';
import { wayTo, type Context } from '../handler/context.ts';
import { PageLeft } from '../http/page-left.ts';
import { redirectResponse, Refusal } from '../http/problem.ts';
import { ProviderError } from '../providers/provider-error.ts';
import { failureOf } from '../sign-in/outcomes.ts';
import { returnAddress } from '../sign-in/return-address.ts';

/** Leaves for the provider. Whatever goes wrong on the way, the page is told that asked. */
export async function login(request: Request, context: Context): Promise<Response> {
  demandNavigation(request);
  const { settings, transactions, outcomes, keeper } = context;
  const cookies = readCookies(request);
  const query = readQuery(new URL(request.url).searchParams);
  const foreign = query.iss !== undefined;
  // What another site wishes is only followed where it harms nobody (OpenID Connect Core 4).
  const wished = foreign ? (query.target_link_uri ?? query.return_to) : query.return_to;
  const returnTo = returnAddress(wished, settings) ?? (foreign ? settings.home : undefined);
  if (returnTo === undefined) {
    throw new Refusal('invalid_request', {
      reason: 'return_to is none of `origins`',
      detail: `return_to is none of the gateway's \`origins\`: the site is to be opened at ${settings.home}`,
    });
  }

  const { way, hint } = chooseWay(query, context);
  const provider = query.provider ?? way.id;
  const maxAge = query.max_age === undefined ? undefined : Number(query.max_age);
  try {
    const beginning = await way.begin({
      hint,
      prompt: query.prompt,
      maxAge,
      acr: query.acr_values,
      loginHint: query.login_hint,
      beginAnew: anew(query, returnTo, context),
      signal: request.signal,
    });
    if (beginning.kind === 'detour') return redirectResponse(beginning.url);
    const { url, state, keep } = beginning;
    const before = await keeper.nameOf(cookies);
    const at = settings.clock();
    const begun = { kind: 'sign-in', way: way.id, provider, state, returnTo, at, keep, before } as const;
    return redirectResponse(url, await transactions.add(cookies, begun));
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (request.signal.aborted && error.code === 'aborted') throw new PageLeft('while the way was looked for');
    const { code, providerCode, message: reason } = error;
    settings.log({ type: 'sign_in_failed', provider, code, providerCode, reason });
    const { location, cookies: told } = await outcomes.add(cookies, returnTo, failureOf(error));
    return redirectResponse(location, told);
  }
}

function readQuery(parameters: URLSearchParams): GatewayLoginQuery {
  const names = Object.keys(gatewayLoginQuery.shape);
  // Two of a name are two opinions: which counts would depend on who reads them.
  const twice = names.find((name) => parameters.getAll(name).length > 1);
  if (twice) throw new Refusal('invalid_request', { reason: `${twice} stands there twice` });
  const read = gatewayLoginQuery.safeParse(Object.fromEntries([...parameters].filter(([, value]) => value !== '')));
  if (read.success) return read.data;
  const fields = read.error.issues.map(({ path }) => path.join('.')).join(', ');
  throw new Refusal('invalid_request', { reason: `not as the contract has it: ${fields}` });
}

function chooseWay({ provider, iss }: GatewayLoginQuery, context: Context) {
  const chosen =
    iss === undefined || provider !== undefined
      ? wayTo(context, provider)
      : { way: context.oidcWays.find(({ issuer }) => issuer === iss), hint: undefined };
  const { way, hint } = chosen ?? {};
  if (!way) throw new Refusal('invalid_request', { reason: 'no such provider or issuer' });
  if (iss !== undefined && way.issuer !== iss)
    throw new Refusal('invalid_request', { reason: 'iss is another issuer' });
  return { way, hint };
}

/** This very sign-in for a provider that knows no `prompt`: it has ended its session, and must let no older one pass. */
function anew(query: GatewayLoginQuery, return_to: string, { settings }: Context): string {
  const { provider, prompt, acr_values } = query;
  const max_age = prompt === undefined ? query.max_age : '0';
  const url = new URL(settings.url);
  url.pathname = `${settings.base}/login`;
  for (const [name, value] of Object.entries({ provider, return_to, max_age, acr_values })) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url.href;
}
