/**
 * The text of a sheet that does without Lit. What loads lazily and needs Lit would take it into a chunk apart from
 * `<epos-login>`, which needs it first: see `login/journey.ts`.
 */
export const css = String.raw;
