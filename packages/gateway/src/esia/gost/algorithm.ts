import { curveOf, type Curve } from './curves.ts';
import { childrenOf, readObjectIdentifier, type DerElement } from './der-reader.ts';

const gost2012With256Bits = '1.2.643.7.1.1.1.1';

/**
 * The curve that an AlgorithmIdentifier of a key names.
 *
 * @see RFC 9215, section 4.1 (GostR3410-2012-PublicKeyParameters)
 */
export function readGostAlgorithm(algorithm: DerElement): Curve {
  const [identifier, parameters] = childrenOf(algorithm);
  if (!identifier || readObjectIdentifier(identifier) !== gost2012With256Bits) {
    throw new TypeError('Not a key of GOST R 34.10-2012 with 256 bits, the only kind that ESIA takes.');
  }
  const [parameterSet] = parameters ? childrenOf(parameters) : [];
  if (!parameterSet) throw new TypeError('The key does not name its parameter set.');
  return curveOf(readObjectIdentifier(parameterSet));
}
