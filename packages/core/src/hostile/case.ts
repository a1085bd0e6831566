import type { DirectExtras, DirectOptions } from '../direct/direct.ts';
import type { Epos, EposOptions } from '../epos/epos.ts';
import type { SignInOptions } from '../transport/transport.ts';
import type { Faults } from './server/faults.ts';

/** The addresses of one run, each on an origin of its own. */
export interface Places {
  /** The page under test, which is the redirect address too. */
  readonly home: string;
  /** The issuer. */
  readonly issuer: string;
  /** Another issuer, which knows the same client. */
  readonly other: string;
  readonly portal: string;
  /** On another site, where nothing of this sign-in has any business. */
  readonly foreign: string;
}

/** What the server has been asked for; `other:` at the other issuer, `foreign` and `lost` where nobody should ask. */
export type Endpoint =
  | 'discovery'
  | 'authorize'
  | 'token'
  | 'keys'
  | 'logout'
  | 'revoke'
  | 'par'
  | 'me'
  | 'subsystems'
  | 'other:discovery'
  | 'other:authorize'
  | 'other:token'
  | 'other:keys'
  | 'foreign'
  | 'lost';

/** What the server says about itself and about one page load. */
export interface Visit {
  readonly id: string;
  /** Page loads so far, this one included. */
  readonly count: number;
  readonly places: Places;
}

/** The page under test, as a case plays on it. */
export interface PageUnderTest extends Visit {
  readonly epos: Epos & DirectExtras;
  /** `ready()`, and on the first page load `signIn()`: what every page does. */
  readonly signIn: (options?: SignInOptions) => Promise<void>;
  /** The code of the error with which this ends, or `undefined`. */
  readonly codeOf: (work: Promise<unknown>) => Promise<string | undefined>;
  /** Lets time pass for the page, in seconds. */
  readonly pass: (seconds: number) => void;
  /** Goes to another address, and never comes back: the play goes on at the next load. */
  readonly leave: (address: string) => Promise<never>;
  /** The roles and subsystems are there. */
  readonly settled: () => Promise<unknown>;
}

/** Where a run ended. */
export interface Outcome {
  readonly kind: string;
  /** Of the error in the state, or of that which the play threw. */
  readonly code?: string | undefined;
  readonly reason?: string | undefined;
  /** What asking for a token brought: `token`, or the code of the refusal. */
  readonly token: string;
  readonly address: string;
  readonly entries: number;
  /** Everything that lies in localStorage and sessionStorage. */
  readonly stored: string;
  /** Errors that nobody caught. */
  readonly uncaught: readonly string[];
  /** What the play returned. */
  readonly seen?: unknown;
}

/** One request, as the server saw it. */
export interface Logged {
  readonly endpoint: Endpoint;
  readonly method: string;
  readonly url: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, string>>;
  readonly headers: Readonly<Partial<Record<string, string>>>;
}

export interface Expected {
  readonly kind: 'ready' | 'failed' | 'signed-out';
  readonly code?: string;
  readonly reason?: string;
  /** Every request up to the end, in any order: what is not named was not sent. */
  readonly asked: readonly Endpoint[];
  /** Requests that may come too, all or none, by what happens first. */
  readonly perhaps?: readonly Endpoint[];
  readonly seen?: unknown;
  /** Whether a token can be had at the end. Default: where somebody is signed in. */
  readonly token?: boolean;
  /** What stands in the address bar behind the page's own address. Default: nothing. */
  readonly query?: string;
}

/** One rule broken, or one freedom used, by a server that otherwise keeps the protocol; and what the page must do. */
export interface Case {
  /** The module of the OpenID Foundation's suite or the section of the specification, where there is one. */
  readonly id: string;
  /** What the server does, and what follows. */
  readonly about: string;
  readonly faults?: Faults;
  readonly options?: Partial<DirectOptions> | ((places: Places) => Partial<DirectOptions>);
  /** Of `createEpos`. */
  readonly around?: Partial<Omit<EposOptions<object>, 'transport'>>;
  /** Before the SDK is there, at each page load. */
  readonly before?: (visit: Visit) => void;
  /** Instead of signing in. A page that leaves goes on at the next load. */
  readonly play?: (page: PageUnderTest) => Promise<unknown>;
  readonly expected: Expected;
  /** Where the engine itself does otherwise. */
  readonly inWebKit?: Expected;
  /** The application has asked for the refresh token to be kept where scripts can read it. */
  readonly keepsRefreshToken?: true;
  /** What else the log must show. */
  readonly log?: (log: readonly Logged[], outcome: Outcome) => void;
}
