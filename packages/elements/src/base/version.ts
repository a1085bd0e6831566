declare const EPOS_LOGIN_VERSION: string | undefined;

/** The version of this library, which its build puts in. */
export const version = typeof EPOS_LOGIN_VERSION === 'string' ? EPOS_LOGIN_VERSION : 'source';
