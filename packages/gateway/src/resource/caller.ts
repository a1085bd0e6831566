import type { Category, Claims, Person, Role } from '@epos-login/core/contract';

/** Who calls, all checks of the token passed. */
export interface Caller {
  /** The person's identifier at the SSO and in EPOS. */
  readonly sub: string;
  /** What the token says. */
  readonly claims: Claims;
  /** The application that calls, where the token names it. */
  readonly clientId: string | undefined;
  /** What the token was granted for. */
  readonly scopes: readonly string[];
  /** What the answer to this call must carry: the nonce for the caller's next proof, where proofs carry one. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * The person's roles, as in the browser: from the claims where `rolesFrom` is configured, else from the portal. Asked
   * for when they are wanted, once for a call.
   *
   * @throws {@linkcode AccessError} `unavailable` when the portal cannot tell: that is not the same as no roles;
   * `invalid_token` when it does not take the token; `server_error` when it cannot be asked with this token
   * @throws `TypeError` when neither `rolesFrom` nor `portal` is configured
   */
  roles(): Promise<readonly Role[]>;
  /**
   * Who that is, as the portal tells; undefined where it knows nobody of that `sub`.
   *
   * @throws {@linkcode AccessError} as `roles()` · `TypeError` when no `portal` is configured
   */
  person(): Promise<Person | undefined>;
  /**
   * The person's roles in these categories.
   *
   * @throws {@linkcode AccessError} `insufficient_scope` when there is none; and as `roles()`
   */
  requireRole(...categories: readonly [Category, ...Category[]]): Promise<readonly Role[]>;
}
