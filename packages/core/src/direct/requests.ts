import type { Limits } from '../abortable/abortable.ts';
import { within } from './deadline.ts';
import { EposError } from '../errors/errors.ts';
import type { Context } from './context.ts';
import { asEposError, unreachable } from './failures.ts';

/** Asks the SSO, within the limits of the present work. */
export type Ask = (url: string, init?: RequestInit) => Promise<Response>;

/** Talks to the SSO within the time-out of the settings; whatever goes wrong becomes the SDK's own error. */
export async function exchange<T>(
  { settings, environment }: Context,
  limits: Limits,
  work: (ask: Ask) => Promise<T>,
): Promise<T> {
  const { phase } = limits;
  return within(settings.timeout, limits, async (signal) => {
    const ask: Ask = async (url, init) => {
      try {
        return await environment.fetch(url, {
          headers: { accept: 'application/json' },
          credentials: 'omit',
          referrerPolicy: 'no-referrer',
          redirect: 'manual',
          signal,
          ...init,
        });
      } catch (cause) {
        throw cause instanceof EposError ? cause : unreachable(phase, cause);
      }
    };
    try {
      return await work(ask);
    } catch (thrown) {
      throw asEposError(thrown, phase);
    }
  });
}

/** Fetches a JSON document of the SSO, an object. */
export async function fetchDocument<T extends object>(ask: Ask, url: string, init?: RequestInit): Promise<Partial<T>> {
  const response = await ask(url, init);
  if (response.status !== 200) throw new Error('No document', { cause: response });
  return Object(await response.json()) as Partial<T>;
}
