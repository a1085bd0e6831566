import type { Me, Subsystem } from '../contract/contract.ts';
import type { EposError } from '../errors/errors.ts';
import { carriedCategory, dropCarriedCategory } from '../launch/carried.ts';
import { digestOf, keepCategory, recallCategory, recallList } from '../remember/remember.ts';
import type { SubsystemsState } from '../state/state.ts';
import type { Epos } from './epos.ts';
import type { Insides } from './insides.ts';

// One chunk for all that only the signed-in need.
export { digestOf, forgetList, keepList } from '../remember/remember.ts';

/** What is known when somebody's session was found, or a person is brought up to date. */
export interface Entrance {
  /** What the portal was asked while this part was on its way. They never reject. */
  readonly me: Promise<Me | EposError>;
  readonly subsystems: Promise<readonly Subsystem[] | EposError>;
  /** Whether the person signed in just now. */
  readonly interactive: boolean;
  /** Under which name a launch address carries a category. */
  readonly categoryParameter: string;
  /** Fires when the session is left. */
  readonly signal: AbortSignal;
}

/**
 * A session stands, and the portal was asked for roles and subsystems side by side: the person may come before the
 * tiles, and the person's last list before both. Loaded beside the portal's client.
 */
export async function enter(
  insides: Insides,
  { me, subsystems, interactive, categoryParameter, signal }: Entrance,
): Promise<void> {
  const { epos, connection, environment, move, fail } = insides;
  const { storage } = environment;
  const present = 'subsystems' in epos.state ? epos.state.person.sub : undefined;
  if (present === undefined) insides.enteredAt = environment.clock.now();
  const carried = carriedCategory(categoryParameter);
  const isLeft = () => signal.aborted;
  let [isShown, isUpToDate] = [false, false];

  const arrive = async ({ person, roles }: Me, last?: SubsystemsState) => {
    const owned = (category: string | undefined) => roles.find((role) => role.category === category)?.category;
    const remembered = owned(await recallCategory(storage, person.sub));
    const brought = owned(carried);
    // A choice made at the portal is a choice: the reload of a subsystem must not ask for it again.
    if (brought && !isShown) await keepCategory(storage, person.sub, brought);
    if (isLeft() || (last && isUpToDate)) return;
    // Assigned from here, and loaded when it is asked for: who only signs in has no use for it.
    Object.assign(epos, {
      notes: async () => (await import('../remember/notes.ts')).openNotes(insides, person.sub, digestOf),
    } satisfies Pick<Epos, 'notes'>);
    insides.remember = (category) => keepCategory(storage, person.sub, category);
    const decided = brought ?? (interactive || present === person.sub ? undefined : remembered);
    // What is chosen from the last list stays chosen.
    move({ type: 'signed-in', person, roles, category: isShown ? undefined : decided, remembered });
    if (!last) return;
    isShown = true;
    move({ type: 'subsystems', subsystems: last });
  };

  const show = (list: SubsystemsState) => {
    if (isLeft()) return;
    const known =
      'subsystems' in epos.state && 'items' in epos.state.subsystems ? epos.state.subsystems.items : undefined;
    // A list that could not be brought up to date is better than none.
    const isStale = known && list.kind === 'failed';
    move({ type: 'subsystems', subsystems: isStale ? { kind: 'stale', items: known, error: list.error } : list });
  };

  const list = subsystems.then((items): SubsystemsState =>
    isError(items) ? { kind: 'failed', error: items } : { kind: 'ready', items },
  );
  const last = present ? undefined : recallList(connection, storage).then((kept) => kept && arrive(...kept));
  const answer = await me;
  if (isLeft()) return;
  if (!isError(answer)) {
    isUpToDate = true;
    // Not before: a portal that cannot be reached must not cost the choice, nor must the reload after it.
    dropCarriedCategory(categoryParameter);
    await arrive(answer);
    void list.then(show);
    return;
  }
  await last;
  if (isLeft()) return;
  if (answer.code !== 'session_ended' && 'subsystems' in epos.state) show({ kind: 'failed', error: answer });
  else fail(answer);
}

function isError(answer: object): answer is EposError {
  return 'code' in answer;
}
