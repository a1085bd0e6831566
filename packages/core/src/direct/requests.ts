import * as oauth from 'oauth4webapi';
import { EposError } from '../errors/errors.ts';
import type { Context } from './context.ts';
import { within, type Limits } from '../deadline/deadline.ts';
import { asEposError, unreachable } from './failures.ts';

/** How oauth4webapi and this transport itself are to ask the SSO, within the limits of the present work. */
export type Requests = ReturnType<typeof requests>;

/** Talks to the SSO within the time-out of the settings; whatever goes wrong becomes the SDK's own error. */
export async function exchange<T>(
  { settings, environment }: Context,
  limits: Limits,
  work: (request: Requests) => Promise<T>,
): Promise<T> {
  return within(settings.timeout, limits, async (signal) => {
    try {
      return await work(requests(environment, limits, signal));
    } catch (thrown) {
      throw asEposError(thrown, limits.phase);
    }
  });
}

/** Asks for a document of the SSO. */
export async function get(request: Requests, url: string): Promise<Response> {
  return request[oauth.customFetch](url, { headers: { accept: 'application/json' } });
}

function requests(environment: Context['environment'], { phase }: Limits, signal: AbortSignal) {
  return {
    // Loopback only: what else is no https was refused with the options and the metadata.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so to stand out, not because it will go
    [oauth.allowInsecureRequests]: true,
    [oauth.customFetch]: async (url: string, init: object) => {
      try {
        return await environment.fetch(url, {
          ...init,
          credentials: 'omit',
          referrerPolicy: 'no-referrer',
          redirect: 'manual',
          signal,
        });
      } catch (cause) {
        throw cause instanceof EposError ? cause : unreachable(phase, cause);
      }
    },
  };
}
