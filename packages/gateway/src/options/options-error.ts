/** A field of the gateway's options and the rule it breaks. */
export interface BrokenOption {
  /** As it would be written in code: `proxy[0].upstream`. */
  readonly field: string;
  readonly rule: string;
}

/** A field as it would be written in code. */
export function fieldOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((field, part) => {
    if (typeof part === 'number') return `${field}[${part}]`;
    return field ? `${field}.${String(part)}` : String(part);
  }, '');
}

/** The options of a gateway break rules; nothing was started. */
export class GatewayOptionsError extends Error {
  override readonly name = 'GatewayOptionsError';
  readonly broken: readonly BrokenOption[];

  constructor(broken: readonly BrokenOption[]) {
    super(`createGateway: ${broken.map(({ field, rule }) => `${field}: ${rule}`).join('; ')}`);
    this.broken = broken;
  }
}
