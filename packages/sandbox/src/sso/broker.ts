import { EsiaError, type EsiaClient } from '@epos-login/gateway/esia';

type Person = Awaited<ReturnType<EsiaClient['person']>>;

/** How the SSO goes through ESIA: by the real client of `@epos-login/gateway/esia`. */
export interface EsiaBroker {
  /** Where to send the browser, and the `state` that must come back. */
  begin(): Promise<{ url: string; state: string }>;
  /** Reads the callback, fetches the tokens and the person. */
  finish(callback: URL): Promise<EsiaOutcome>;
  logoutUrl(redirectUrl: string): string;
  /** Whether ESIA answers at all. */
  isUp(): Promise<boolean>;
}

export type EsiaOutcome =
  | { readonly kind: 'ok'; readonly person: Person }
  /** `error` and `error_description` for the client that asked, as OAuth names them. */
  | { readonly kind: 'failed'; readonly error: string; readonly description: string };

/** How long ESIA may take to show that it is there, in milliseconds. */
const patience = 3000;

export function createBroker(client: EsiaClient, probe: string): EsiaBroker {
  return {
    begin: () => client.authorizationUrl(),
    logoutUrl: (redirectUrl) => client.logoutUrl(redirectUrl),
    async isUp() {
      try {
        const response = await fetch(probe, { signal: AbortSignal.timeout(patience) });
        await response.arrayBuffer();
        return response.ok;
      } catch {
        return false;
      }
    },
    async finish(callback) {
      const answer = client.parseCallback(callback);
      if (answer.kind === 'none') return failed('server_error', 'ESIA led back with no answer');
      if (answer.kind === 'error') return outcomeOf(answer.error, callback.searchParams.get('error_description'));
      try {
        const { identity, accessToken } = await client.exchange({ code: answer.code });
        return { kind: 'ok', person: await client.person(identity.oid, accessToken) };
      } catch (error) {
        if (error instanceof EsiaError) return outcomeOf(error, null);
        throw error;
      }
    },
  };
}

/**
 * As docs/decisions/0003 has it: `CODE: text` where ESIA gave a code. What went wrong between the SSO and ESIA is said in
 * general words: whoever is signing in can do nothing with the rest.
 */
function outcomeOf(error: EsiaError, described: string | null): EsiaOutcome {
  const said = described ?? (error.esiaCode === undefined ? '' : error.message);
  // ESIA's own words go on, as far as `error_description` may hold them (RFC 6749, 4.1.2.1).
  const words = said.replaceAll(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/g, '').trim();
  switch (error.code) {
    case 'access_denied':
    case 'account_unconfirmed':
    case 'forbidden':
      return failed('access_denied', words);
    case 'network':
    case 'timeout':
    case 'unavailable':
      return failed('temporarily_unavailable', words || 'ESIA does not answer');
    default:
      return failed('server_error', words || 'ESIA could not be asked');
  }
}

function failed(error: string, description: string): EsiaOutcome {
  return { kind: 'failed', error, description };
}
