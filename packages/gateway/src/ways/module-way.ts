import { randomUUID } from 'node:crypto';
import type { Settings } from '../options/settings.ts';
import type { ProviderModule, ProviderTokens } from '../providers/provider.ts';
import { ProviderError } from '../providers/provider-error.ts';
import type { Tokens, Way } from './way.ts';

/** A module with rules of its own, as the handler goes it. */
export function moduleWay(module: ProviderModule, { base, clock, log }: Settings): Way {
  // The provider's access token has served when the person is known: whoever had it could read what they told there.
  const tokensOf = ({ refreshToken, expiresIn }: ProviderTokens, before?: Tokens): Tokens => ({
    access: randomUUID(),
    type: 'own',
    refresh: refreshToken ?? before?.refresh,
    obtainedAt: clock(),
    expiresAt: clock() + expiresIn * 1000,
  });
  module.listen?.(({ type, validTo, daysLeft }) => {
    log({ type, provider: module.id, validTo, days: daysLeft });
  });
  return {
    id: module.id,
    issuer: undefined,
    // The module's operator writes the address down in two places, and may have kept to the plain one.
    comesBackTo: (path) => path === `${base}/callback/${module.id}` || path === `${base}/callback`,
    begin: ({ prompt, maxAge, beginAnew, signal }) => module.begin({ prompt, maxAge, beginAnew, signal }),
    async finish(answer) {
      const { claims, tokens, sid } = await module.finish(answer);
      // The operator's own code says who that is, and a row that was not found has no number.
      const { sub }: { readonly sub: unknown } = claims;
      if (typeof sub !== 'string' || sub === '') {
        throw new ProviderError('server_error', {
          message: 'It names nobody: `sub` must be a text that is not empty.',
        });
      }
      return { claims, tokens: tokensOf(tokens), sid };
    },
    async refresh(tokens) {
      if (!module.refresh || !tokens.refresh) throw new ProviderError('session_ended');
      return tokensOf(await module.refresh(tokens.refresh), tokens);
    },
    revoke: () => Promise.resolve(),
    signOut: (_idToken, { address }) => Promise.resolve(module.signOut(address)),
    outlives: () => Promise.resolve(false),
    check: () => module.check(),
  };
}
