import type { Me, Subsystem } from '../contract/contract.ts';
// Past the contract's way in, behind which this chunk would carry the schemas that it does not ask for.
import { portalPaths } from '../contract/paths.ts';
import { readMe, readSubsystems } from '../contract/read.ts';
import type { EposError } from '../errors/errors.ts';
import { below } from '../http/endpoint.ts';
import { askForJson, reading } from '../http/http.ts';
import type { Portal, PortalContext } from './portal.ts';

interface Kept {
  readonly etag: string;
  readonly body: unknown;
}

/** Speaks the portal contract, version 1. */
export class PortalClient implements Portal {
  readonly origins: readonly string[];
  readonly #address: URL;
  /** What was answered before, by session: a `fetch` of another session must not be shown it, whatever its ETag. */
  readonly #kept = new WeakMap<typeof fetch, Map<string, Kept>>();

  constructor(address: URL) {
    this.origins = [address.origin];
    this.#address = address;
  }

  me(context: PortalContext): Promise<Me> {
    return this.#get(portalPaths.me, context, readMe);
  }

  subsystems(context: PortalContext): Promise<readonly Subsystem[]> {
    return this.#get(portalPaths.subsystems, context, readSubsystems);
  }

  async #get<T>(path: string, { fetch, signal }: PortalContext, read: (body: unknown) => T): Promise<T> {
    const answers = this.#answersOf(fetch);
    const kept = answers.get(path);
    try {
      const { status, headers, body } = await askForJson({
        url: below(this.#address, path),
        fetch,
        signal,
        phase: 'portal',
        init: { headers: kept ? { 'if-none-match': kept.etag } : {} },
      });
      if (status === 304 && kept) return read(kept.body);
      const value = reading('portal', () => read(body));
      const etag = headers.get('etag');
      if (etag) answers.set(path, { etag, body });
      else answers.delete(path);
      return value;
    } catch (thrown) {
      const { code } = thrown as EposError;
      if (code === 'session_ended' || code === 'forbidden') answers.clear();
      throw thrown;
    }
  }

  #answersOf(session: typeof fetch): Map<string, Kept> {
    const answers = this.#kept.get(session) ?? new Map<string, Kept>();
    this.#kept.set(session, answers);
    return answers;
  }
}
