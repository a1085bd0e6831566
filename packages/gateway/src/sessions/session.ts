import type { Role } from '@epos-login/core/contract';
import type { Settings } from '../options/settings.ts';
import type { Tokens } from '../ways/way.ts';

/** A session, as it is kept: encrypted, in a cookie or in a store. */
export interface Session {
  /** Of this form. */
  readonly version: 1;
  /** Its name, which pages may know. */
  readonly id: string;
  /** Which way the person came. */
  readonly way: string;
  /** What pages may see. */
  readonly claims: Readonly<Record<string, unknown>> & { readonly sub: string };
  readonly roles?: readonly Role[] | undefined;
  /** The SSO's own session. */
  readonly sid?: string | undefined;
  readonly tokens: Tokens;
  /** For `id_token_hint` at sign-out; in stores only. */
  readonly idToken?: string | undefined;
  /** In milliseconds since 1970, as the next. */
  readonly createdAt: number;
  /** When something was last done; in cookies only, a store has a clock of its own. */
  readonly seenAt: number;
}

/** A session that goes on. */
export interface Held {
  readonly session: Session;
  /** In how many seconds it ends if nobody does anything. */
  readonly expiresIn: number;
  /** Under which it lies in the store. */
  readonly key?: string | undefined;
}

/** What a browser's cookies come to. */
export type Found =
  | { readonly held: Held; readonly reason?: undefined }
  | { readonly held?: undefined; readonly reason: 'never' | 'ended' | 'idle' };

/** Keeps sessions, in one way or another. Its promises reject where the store cannot be used. */
export interface Keeper {
  /** Whether anything but `refresh` may renew a session. */
  readonly renewsItself: boolean;
  find(cookies: ReadonlyMap<string, string>): Promise<Found>;
  /** By what {@linkcode Keeper.begin} knows the session that this browser has. */
  nameOf(cookies: ReadonlyMap<string, string>): Promise<string | undefined>;
  /**
   * Keeps a new session, and ends the one whose place it takes; answers the cookies to set.
   *
   * @param before its name when the sign-in began: a `strict` cookie does not come with the SSO's answer
   */
  begin(session: Session, cookies: ReadonlyMap<string, string>, before?: string): Promise<string[]>;
  /**
   * Renews what the session lives on, by `grant`, unless somebody has just done so.
   *
   * @param refused an access token that no server takes any more, whatever its time
   */
  renew(held: Held, grant: Grant, refused?: string): Promise<Held>;
  /** The cookies of a renewed session. */
  write(held: Held, cookies: ReadonlyMap<string, string>): Promise<string[]>;
  /** Puts the end of an idle session off, where that takes no cookie. */
  slide(held: Held): Promise<Held>;
  /** Ends it; the cookies are {@linkcode Keeper.erase}'s. */
  end(held: Held): Promise<void>;
  /** @param ended the session, where it is the person who ends it */
  erase(cookies: ReadonlyMap<string, string>, ended?: Held): string[];
  /** Cookies that name what cannot be ended now, for the next sign-out. They are no session to anybody. */
  postpone(cookies: ReadonlyMap<string, string>): string[];
  /** What earlier sign-outs could not end. */
  postponed(cookies: ReadonlyMap<string, string>): Promise<Held[]>;
  /** Takes away what {@linkcode Keeper.postpone} has set. */
  settle(cookies: ReadonlyMap<string, string>): string[];
}

/** Asks the issuer for fresh tokens; rejects with a `ProviderError`. */
export type Grant = (session: Session) => Promise<Tokens>;

/** The session is gone: ended meanwhile by somebody else. */
export class SessionGoneError extends Error {
  override readonly name = 'SessionGoneError';
}

/** How long before its end a token counts as used up: it has a way to go yet. */
const margin = 10_000;

/** In milliseconds since 1970; `undefined` where nobody knows. */
export function usedUpAt({ expiresAt, obtainedAt }: Tokens): number | undefined {
  return expiresAt === undefined ? undefined : expiresAt - Math.min(margin, (expiresAt - obtainedAt) / 10);
}

export function isUsedUp(tokens: Tokens, now: number): boolean {
  return now >= (usedUpAt(tokens) ?? Number.POSITIVE_INFINITY);
}

/** When it ends whatever anybody does, in milliseconds: what cannot be renewed ends with its token. */
export function endOf({ createdAt, tokens }: Session, { session: { absolute } }: Settings): number {
  const token = tokens.refresh === undefined ? tokens.expiresAt : undefined;
  return Math.min(createdAt + absolute * 1000, token ?? Number.POSITIVE_INFINITY);
}
