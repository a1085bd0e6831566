/** OpenAPI 3.1, as far as the documents here need it. */
export interface Document {
  readonly openapi: '3.1.1';
  readonly info: Readonly<Record<'title' | 'version' | 'description', string>>;
  readonly servers: readonly { readonly url: string; readonly description?: string }[];
  readonly tags?: readonly Readonly<Record<'name' | 'description', string>>[];
  readonly paths: Readonly<Record<string, Readonly<Partial<Record<Method, Operation>>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

type Method = 'get' | 'post';

/** What is asked of one address by one method. */
export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, Answer | Reference>>;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

/** One way to answer. */
export interface Answer {
  readonly description: string;
  readonly headers?: Readonly<Record<string, Header>>;
  readonly content?: Content;
  /** How to go on by what this answer tells. */
  readonly links?: Readonly<Record<string, Link>>;
}

interface Link {
  readonly operationId: string;
  readonly description: string;
  /** By runtime expressions. */
  readonly parameters: Readonly<Record<string, string>>;
}

export interface Header {
  readonly description: string;
  readonly required?: boolean;
  readonly schema: Schema;
}

export interface Reference {
  readonly $ref: string;
}

/** JSON Schema of the draft 2020-12. */
export type Schema = Readonly<Record<string, unknown>>;

type Content = Readonly<Record<string, { readonly schema: Schema; readonly examples?: Examples }>>;
type Examples = Readonly<Record<string, { readonly value: unknown }>>;

const schema = (name: string): Reference => ({ $ref: `#/components/schemas/${name}` });
export const answer = (name: string): Reference => ({ $ref: `#/components/responses/${name}` });

export function json(name: string, examples?: Examples): Content {
  return { 'application/json': { schema: { ...schema(name) }, ...(examples ? { examples } : {}) } };
}

/** A header that every such answer has. */
export function header(description: string, pattern?: string): Header {
  return { description, required: true, schema: { type: 'string', ...(pattern === undefined ? {} : { pattern }) } };
}

/** The answer is of this moment and this person. */
export const noStore: Readonly<Record<string, Header>> = {
  'Cache-Control': {
    description: 'Nothing may keep it.',
    required: true,
    schema: { type: 'string', const: 'no-store' },
  },
};

/** A problem document (RFC 9457) of one of these codes. */
export function problem(description: string, codes: readonly string[], headers: Answer['headers'] = {}): Answer {
  const ofCodes = { properties: { code: { enum: codes } } };
  return {
    description,
    headers: { ...noStore, ...headers },
    content: { 'application/problem+json': { schema: { allOf: [schema('Problem'), ofCodes] } } },
  };
}

/** The fields of a schema as parameters of a query. */
export function parametersOf({ properties, required = [] }: Schema): Parameter[] {
  return Object.entries(properties as Record<string, Schema>).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    ...((required as string[]).includes(name) ? { required: true } : {}),
    ...(typeof description === 'string' ? { description } : {}),
    schema,
  }));
}
