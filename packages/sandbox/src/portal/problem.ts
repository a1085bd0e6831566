import type { BrokenField, Problem, ProblemCode } from '@epos-login/core/contract';

const kinds = {
  invalid_request: [400, 'Запрос составлен неверно'],
  invalid_token: [401, 'Токен доступа не принят'],
  insufficient_scope: [403, 'Токен не даёт права на это'],
  not_found: [404, 'Такого адреса нет'],
  conflict: [409, 'Запрос противоречит прежнему'],
  rate_limited: [429, 'Слишком много запросов'],
  unavailable: [503, 'Портал временно недоступен'],
  server_error: [500, 'Ошибка портала'],
} as const satisfies Record<ProblemCode, readonly [number, string]>;

export interface ProblemOptions {
  readonly detail?: string;
  readonly errors?: readonly BrokenField[];
  readonly headers?: Record<string, string>;
  /** Another status of the same kind, such as 405 or 415 for `invalid_request`. */
  readonly status?: number;
}

/** An answer in the form of RFC 9457, with a code of the contract. */
export function problemResponse(
  code: ProblemCode,
  { detail, errors, headers, status: other }: ProblemOptions = {},
): Response {
  const [usual, title] = kinds[code];
  const status = other ?? usual;
  const body: Problem = {
    type: `urn:epos:problem:${code}`,
    title,
    status,
    code,
    ...(detail === undefined ? {} : { detail }),
    ...(errors === undefined ? {} : { errors: [...errors] }),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store', ...headers },
  });
}
