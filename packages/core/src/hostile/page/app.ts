/** The page under test: an application of ours, played by the case that the server names. */
import { direct } from '../../direct/direct.ts';
import { EposError } from '../../errors/errors.ts';
import { createEpos, type Epos } from '../../epos/epos.ts';
import { portalApi } from '../../portal/portal.ts';
import type { DirectExtras } from '../../direct/direct.ts';
import type { EposState } from '../../state/state.ts';
import { cases } from '../cases/cases.ts';
import type { Case, Outcome, PageUnderTest, Visit } from '../case.ts';

const visit = JSON.parse(document.querySelector('#visit')?.textContent ?? '') as Visit & { run: string };
const played = cases.find(({ id }) => id === visit.id);
const uncaught: string[] = [];
let passed = 0;

window.addEventListener('error', ({ message }) => uncaught.push(message));
window.addEventListener('unhandledrejection', ({ reason }) => uncaught.push(String(reason)));

// In the hidden frame that looks for a session stands the same application, which does what every page does.
if (played && window.parent !== window) void make(played).ready();
else if (played) void run(played);

async function run(one: Case): Promise<void> {
  // The browser's profile is shared by all runs; each begins where nobody ever was.
  if (visit.count === 1) {
    localStorage.clear();
    sessionStorage.clear();
  }
  one.before?.(visit);
  let epos: (Epos & DirectExtras) | undefined;
  let seen: unknown;
  let thrown: unknown;
  try {
    epos = make(one);
    seen = await (one.play ?? signInOnly)(pageUnderTest(epos));
  } catch (error) {
    thrown = error;
  }
  // Not the end: the next page load goes on, or the page that has opened this window.
  if (!thrown && (epos?.state.kind === 'redirecting' || epos?.state.kind === 'restoring')) return;
  await report(await outcome(epos, seen, thrown));
}

function make({ options, around }: Case): Epos & DirectExtras {
  const { issuer, home, portal } = visit.places;
  const own = typeof options === 'function' ? options(visit.places) : options;
  return createEpos({
    transport: direct({ issuer, clientId: 'journal', redirectUri: home, ...own }),
    portal: portalApi(portal),
    clock: { now: () => Date.now() + passed, monotonic: () => performance.now() + passed },
    ...around,
  });
}

function pageUnderTest(epos: Epos & DirectExtras): PageUnderTest {
  return {
    ...visit,
    epos,
    async signIn(options) {
      await epos.ready();
      if (visit.count === 1) await epos.signIn(options);
    },
    async codeOf(work) {
      try {
        await work;
        return undefined;
      } catch (error) {
        return codeOf(error);
      }
    },
    settled: () => settled(epos),
    leave(address) {
      location.assign(address);
      return new Promise(() => undefined);
    },
    pass(seconds) {
      passed += seconds * 1000;
    },
  };
}

function signInOnly({ signIn }: PageUnderTest): Promise<void> {
  return signIn();
}

async function outcome(epos: (Epos & DirectExtras) | undefined, seen: unknown, thrown: unknown): Promise<Outcome> {
  const state = epos && (await settled(epos));
  const failure = thrown ?? (state?.kind === 'failed' ? state.error : undefined);
  return {
    kind: failure === undefined ? (state?.kind ?? 'nothing') : 'failed',
    code: failure === undefined ? undefined : codeOf(failure),
    reason: state?.kind === 'signed-out' ? state.reason : undefined,
    token: epos ? await epos.getToken().then(() => 'token', codeOf) : 'nothing',
    address: location.href,
    entries: history.length,
    stored: stored(),
    uncaught,
    seen,
  };
}

/** The subsystems come after the person; a run ends with them. */
function settled(epos: Epos): Promise<EposState> {
  const done = (state: EposState) => {
    if (!('subsystems' in state)) return true;
    const { subsystems } = state;
    // The last list stands until the new one has come, or has not.
    return subsystems.kind !== 'loading' && (subsystems.kind !== 'stale' || 'error' in subsystems);
  };
  return new Promise((resolve) => {
    if (done(epos.state)) resolve(epos.state);
    else
      epos.subscribe((state) => {
        if (done(state)) resolve(state);
      });
  });
}

function codeOf(error: unknown): string {
  return error instanceof EposError ? error.code : String(error);
}

function stored(): string {
  try {
    return JSON.stringify([localStorage, sessionStorage].map(Object.entries));
  } catch {
    return '';
  }
}

async function report(end: Outcome): Promise<void> {
  await fetch(`/runs/${visit.run}`, { method: 'POST', body: JSON.stringify(end) });
}
