import { readProviderAnswer } from '../contract/provider-answer.ts';
import { EposError, type EposPhase } from '../errors/errors.ts';

/** What an error answer of the SSO means. */
export function providerError(answer: URLSearchParams, phase: EposPhase): EposError {
  const { code, providerCode } = readProviderAnswer(answer);
  return new EposError(code, phase, { providerCode });
}
