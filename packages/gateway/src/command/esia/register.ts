import * as z from 'zod';
import type { EsiaIdentity, EsiaPerson, EsiaVerdict } from '../../esia/esia.ts';
import { askForJson } from '../../http/ask-for-json.ts';
import type { EsiaConfig } from './schema.ts';

type Place = Exclude<EsiaConfig['identify'], 'oid'>;

const verdict = z.union([
  z.object({ sub: z.string().min(1).max(255), claims: z.record(z.string(), z.unknown()).exactOptional() }),
  z.object({ refused: z.enum(['account_mismatch', 'account_unknown', 'contact_shared']) }),
]);

/** Asks a service of the operator's own who somebody is whom ESIA has let in. */
export function askRegister({ url, headers, timeout = 5000 }: Place, fetch: typeof globalThis.fetch) {
  return async (person: EsiaPerson, { level }: EsiaIdentity): Promise<EsiaVerdict> => {
    // Neither children nor every telephone: what is not compared is not handed on (152-ФЗ, article 5).
    const { contacts: _contacts, kids: _kids, ...compared } = person;
    const { status, body } = await askForJson(url, { fetch, timeout }, { headers, body: { ...compared, level } });
    const read = verdict.safeParse(body);
    if (status !== 200) throw new Error(`The register answered with HTTP ${status}.`);
    if (!read.success) throw new Error('The register answered neither { "sub" } nor { "refused" }.');
    return read.data;
  };
}
