import { X509Certificate } from 'node:crypto';
import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { isSecureAddress } from '../../options/secure-address.ts';
import type { BrokenOption } from '../../options/options-error.ts';
import type { ProviderModule } from '../../providers/provider.ts';
import { ConfigError } from '../config/config.ts';
import type { Teller } from '../watch/log.ts';
import type { Metrics } from '../watch/metrics.ts';
import { askRegister } from './register.ts';
import type { EsiaConfig } from './schema.ts';
import { signerOf } from './signer.ts';

/** Beside the configuration: where the gateway is, how it asks, and who is told what. */
interface Surroundings {
  readonly url: string;
  readonly fetch: typeof fetch;
  readonly log: Teller;
  readonly metrics: Metrics;
}

const hosts = { production: 'https://esia.gosuslugi.ru', test: 'https://esia-portal1.test.gosuslugi.ru' };

/**
 * ESIA by its own rules, as a provider of the gateway.
 *
 * @throws {@linkcode ConfigError} that names each file which cannot be used
 */
export async function createEsia(config: EsiaConfig, surroundings: Surroundings): Promise<ProviderModule> {
  const { url, fetch, log, metrics } = surroundings;
  const { environment, certificateFile, signer, esiaCertificates, identify, ...options } = config;
  // Only here: who reaches ESIA through the SSO need not load GOST.
  const esia = await import('../../esia/esia.ts');
  const certificates = esia.certificateFiles(...esiaCertificates);
  await demandFiles(url, config, certificates);
  const certificate = readFileSync(certificateFile);
  const register = identify === 'oid' ? esia.everybody : askRegister(identify, fetch);

  const provider = inField('providers.esia.certificateFile', () =>
    esia.esia({
      ...options,
      ...(typeof environment === 'string' ? { host: hosts[environment] } : environment),
      redirectUri: `${url.replace(/\/$/, '')}/callback/esia`,
      certificate,
      // The gateway tells it as one of its events.
      onCertificateExpiry: () => undefined,
      signer: inField('providers.esia.signer', () => signerOf(signer, esia, fetch)),
      certificates,
      async identify(person, identity) {
        try {
          return await register(person, identity);
        } catch (error) {
          log.failure('esia_register_failed', error as Error);
          throw error;
        }
      },
    }),
  );
  metrics.certificateEnds('esia', new Date(new X509Certificate(certificate).validTo));
  if (signer.kind === 'software') log.line('warn', 'esia_signed_by_software');
  return provider;
}

async function demandFiles(
  url: string,
  { certificateFile, signer }: EsiaConfig,
  certificates: () => Promise<unknown>,
): Promise<void> {
  const broken: BrokenOption[] = [];
  if (!isSecureAddress(url)) broken.push({ field: 'url', rule: 'must be an https address, or http on this machine' });
  const files = { certificateFile, ...(signer.kind === 'openssl' && { 'signer.keyFile': signer.keyFile }) };
  for (const [field, file] of Object.entries(files)) {
    const rule = unreadable(file);
    if (rule) broken.push({ field: `providers.esia.${field}`, rule });
  }
  await certificates().catch((error: unknown) => {
    broken.push({ field: 'providers.esia.esiaCertificates', rule: (error as Error).message });
  });
  if (broken.length) throw new ConfigError('ESIA cannot be used', broken);
}

/** Why a file cannot be read. It is not read: a key that OpenSSL reads has no business in this process. */
function unreadable(file: string): string | undefined {
  try {
    accessSync(file, constants.R_OK);
    return statSync(file).isFile() ? undefined : `${file} is no file`;
  } catch (error) {
    return `the file ${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`;
  }
}

/** What a part refuses of itself, by the field that describes it. */
function inField<T>(field: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError('ESIA cannot be used', [{ field, rule: (error as Error).message }]);
  }
}
