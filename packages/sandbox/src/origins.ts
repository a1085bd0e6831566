/** The parts of the sandbox, each at an origin of its own, in the order of their ports. */
export const parts = [
  'start',
  'sso',
  'rsaa',
  'portal',
  'contingent',
  'mail',
  'control',
  'esia',
  'foreign',
  'esiaGateway',
] as const;
/** The name of a part. */
export type Part = (typeof parts)[number];

/** Where each part is: `http://localhost:4701` and so on. */
export type Origins = Readonly<Record<Part, string>>;

const elsewhere: readonly Part[] = ['esia', 'foreign', 'esiaGateway'];

/** ESIA and the foreign page are another site: cookies and frames behave across sites as they do in reality. */
export function hostOf(part: Part): 'localhost' | '127.0.0.1' {
  return elsewhere.includes(part) ? '127.0.0.1' : 'localhost';
}
