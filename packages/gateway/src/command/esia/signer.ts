import type * as Esia from '../../esia/esia.ts';
import type { EsiaConfig } from './schema.ts';

type CryptoPro = Extract<EsiaConfig['signer'], { kind: 'cryptopro' }>;

/** The signer that the configuration describes. */
export function signerOf(
  config: EsiaConfig['signer'],
  { createCryptoProSigner, createOpensslSigner, createRemoteSigner, createSoftwareSigner }: typeof Esia,
  fetch: typeof globalThis.fetch,
): Esia.Signer {
  switch (config.kind) {
    case 'openssl':
      return createOpensslSigner(config);
    case 'cryptopro':
      return createCryptoProSigner(withArguments(config));
    case 'remote':
      return createRemoteSigner({ ...config, fetch });
    case 'software':
      return createSoftwareSigner(config);
  }
}

function withArguments({ arguments: templates, ...config }: CryptoPro): Esia.CryptoProSignerOptions {
  if (!templates) return config;
  // What stands in the places of the braces is known at each signature alone.
  const filledIn = (template: string, files: Esia.CryptoProFiles) =>
    template.replaceAll(/\{(container|input|output)\}/g, (_place, name: keyof Esia.CryptoProFiles) => files[name]);
  return { ...config, arguments: (files) => templates.map((template) => filledIn(template, files)) };
}
