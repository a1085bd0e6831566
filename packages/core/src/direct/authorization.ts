import { withParameters } from '../address/address.ts';
import { demand } from '../errors/demand.ts';
import { EposError, type EposPhase } from '../errors/errors.ts';
import type { ProviderId } from '../state/state.ts';
import type { SignInOptions } from '../transport/transport.ts';
import { digest, randomText, toBase64url } from './base64url.ts';
import type { Context } from './context.ts';
import { exchange } from './requests.ts';
import type { Server } from './server.ts';
import type { SignIn } from './transactions.ts';

/** What one sign-in asks for: what the person or page wishes, and what the transport itself adds. */
export interface Wishes {
  readonly provider?: ProviderId | undefined;
  readonly prompt?: SignInOptions['prompt'] | undefined;
  readonly maxAge?: number | undefined;
  readonly acr?: string | undefined;
  readonly loginHint?: string | undefined;
  readonly returnTo: string;
  readonly silent?: SignIn['silent'];
  /** What `state` begins with. */
  readonly mark?: string | undefined;
}

/**
 * Begins a sign-in: writes the transaction down and makes the address to go to.
 *
 * @see RFC 9700 section 2.1.1; OpenID Connect Core 3.1.2.1
 */
export async function authorize(
  context: Context,
  server: Server,
  wishes: Wishes,
  phase: EposPhase,
): Promise<{ url: string; transaction: SignIn }> {
  const { settings, environment, page, transactions } = context;
  const { dpop, par } = settings;
  if (!page.secure) throw new EposError('insecure_context', phase);
  demand(new URL(server.redirectUri).origin === page.url.origin, phase, "redirectUri must be of the page's own origin");

  const { provider, maxAge, acr, prompt, loginHint, returnTo, silent, mark = '' } = wishes;
  const verifier = randomText();
  const jkt = await dpop?.jkt(context, server);
  const transaction: SignIn = {
    kind: 'sign-in',
    createdAt: environment.clock.now(),
    state: mark + randomText(),
    verifier,
    nonce: randomText(),
    server,
    returnTo,
    maxAge,
    acr,
    silent,
    jkt,
  };
  transactions.put(transaction, phase);

  // Some servers count whole seconds, and would let a session of this very second pass. And a Keycloak that hands
  // `max_age` on to РСАА counts it once more when the browser is back from there: at 0 it leaves whoever has a slow line
  // on an error page of its own. What the id_token says is held to `maxAge` all the same.
  const again = maxAge === 0 && (prompt ?? 'login') === 'login';
  const asked = {
    client_id: server.clientId,
    redirect_uri: server.redirectUri,
    response_type: 'code',
    scope: settings.scope,
    state: transaction.state,
    nonce: transaction.nonce,
    code_challenge: toBase64url(await digest('SHA-256', verifier)),
    code_challenge_method: 'S256',
    prompt: again ? 'login' : prompt,
    max_age: again ? 600 : maxAge,
    acr_values: acr,
    login_hint: loginHint,
    resource: settings.resource,
    dpop_jkt: jkt,
    [settings.hintParameter]: provider && settings.providers[provider]?.hint,
  };
  const pushes = par && server.pushed_authorization_request_endpoint;
  demand(!!pushes || !server.require_pushed_authorization_requests, phase, 'direct: this SSO wants par()');
  const parameters = pushes ? await exchange(context, { phase }, (ask) => par.push(ask, server, asked, phase)) : asked;
  return { url: withParameters(server.authorization_endpoint, parameters), transaction };
}

/** Checks what attributes and plain JavaScript may get wrong. */
export function checkSignIn(options: SignInOptions, { providers, popup }: Context['settings']): void {
  const { via = 'redirect', provider = '', maxAge = 0 } = options;
  const must = (field: string, holds: boolean, rule: string) => {
    demand(holds, 'sign-in', `signIn: ${field} must be ${rule}`);
  };
  // ЕСИА forbids to show its page in anything but a window of its own address bar and history.
  must('via', via === 'redirect' || (!!popup && provider === 'rsaa'), 'redirect, or popup for rsaa');
  must('provider', !provider || Object.hasOwn(providers, provider), 'one of direct');
  must('maxAge', Number.isInteger(maxAge) && maxAge >= 0, 'whole seconds');
}
