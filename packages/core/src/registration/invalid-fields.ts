import type { BrokenField } from '../contract/read-problem.ts';
import { EposError, type EposErrorDetails } from '../errors/errors.ts';

/**
 * `invalid_fields`: which fields of a form break which rule, whether that was seen here or told by the server.
 *
 * @example
 * ```ts
 * try {
 *   await registration.register(form);
 * } catch (error) {
 *   if (error instanceof InvalidFieldsError) for (const { field, rule } of error.fields) point(field, texts[rule]);
 * }
 * ```
 */
export class InvalidFieldsError extends EposError {
  /** Each broken field once, in the order of the form. `rule` is one of `formRules`, or one that is newer than these. */
  readonly fields: readonly BrokenField[];

  constructor(fields: readonly BrokenField[], details: EposErrorDetails = {}) {
    super('invalid_fields', 'portal', details);
    this.fields = fields;
  }
}
