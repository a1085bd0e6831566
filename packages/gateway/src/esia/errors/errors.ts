/** ESIA's errors: its codes as data, and the one error the client throws. @module */
export { EsiaError, type EsiaErrorDetails } from './esia-error.ts';
export { readErrorText, refusal } from './refusal.ts';
export { esiaErrors, explainEsiaCode, type EsiaErrorEntry, type EsiaErrorKind, type KnownEsiaCode } from './table.ts';
