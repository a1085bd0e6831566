import { fixturePassword, people, subsystemCatalogue, type FixturePerson } from '@epos-login/testing/people';
import { submitEsia, submitRsaa } from './forms.ts';
import { demo } from './stage.ts';
import type { Visitor } from './visitor.ts';

export { people, submitEsia, submitRsaa };

/** Opens the portal's page, which offers the ways in at once. */
export async function openPortal(visitor: Visitor): Promise<void> {
  const { origins } = await demo();
  await visitor.open(`${origins.html}/page.html`);
}

/** Waits until the page knows that nobody is signed in. The button «Вход» does not tell: it stands there from the first. */
export async function untilSignedOut(visitor: Visitor): Promise<void> {
  // A tab in the background draws no frames, by which this would wait.
  await visitor.page.bringToFront();
  await visitor.page.waitForFunction(() => {
    const login = document.querySelector<HTMLElement & { source?: { state: { kind: string } } }>('epos-login');
    return login?.source?.state.kind === 'signed-out';
  });
}

/** Presses «Вход» of layout `button`, once it is more than the page's own link, which leads elsewhere. */
export async function pressSignIn(visitor: Visitor): Promise<void> {
  await untilSignedOut(visitor);
  await visitor.follow('Вход');
}

/** «Вход для сотрудников» → the page of РСАА → «ВОЙТИ». */
export async function signInByRsaa(visitor: Visitor, login: string, password = fixturePassword): Promise<void> {
  await openPortal(visitor);
  await visitor.press('Вход для сотрудников');
  await submitRsaa(visitor, login, password);
}

/** «Вход через ЕСИА» → login and password of Gosuslugi → «Предоставить». */
export async function signInByEsia(visitor: Visitor, person: FixturePerson, login?: string): Promise<void> {
  await openPortal(visitor);
  await visitor.press('Вход через ЕСИА');
  await submitEsia(visitor, person, login);
  await visitor.press('Предоставить');
}

/** Signs the teacher who is a parent in, and opens the journal from its tile, as a parent. */
export async function openJournalAsParent(visitor: Visitor): Promise<void> {
  const { origins } = await demo();
  await signInByEsia(visitor, people.teacherAndParent);
  await visitor.choose('Родитель');
  await visitor.press('Продолжить');
  await visitor.follow('ЭПОС.Школа');
  await visitor.arrivesAt(origins.subsystem);
  await visitor.sees('Смирнова Дарья');
}

/** Signs the teacher in and gives the address of the callback, as a bookmark would keep it. */
export async function bookmarkCallback(visitor: Visitor): Promise<string> {
  const callbacks = visitor.requestsTo(/[?&]code=/);
  await signInByRsaa(visitor, people.teacher.rsaa.username);
  await tiles(visitor);
  const [bookmark] = callbacks;
  if (!bookmark) throw new Error('no callback was seen');
  return bookmark;
}

type Category = 'employee' | 'parent' | 'student';

/** The names of the subsystems that the portal permits this person in a category. */
export function permitted({ epos }: FixturePerson, category: Category): string[] {
  return subsystemCatalogue(() => ({ url: 'http://localhost/' }))
    .filter(({ id, categories }) => epos?.subsystems.includes(id) && categories.includes(category))
    .map(({ name }) => name)
    .sort();
}

/** The names of all tiles, whatever their status. */
export async function tiles(visitor: Visitor): Promise<string[]> {
  await visitor.seesThe('heading', 'Доступные подсистемы');
  const known = new Set(subsystemCatalogue(() => ({ url: 'http://localhost/' })).map(({ name }) => name));
  await visitor.sees('Найдено');
  return [...new Set((await visitor.texts()).filter((text) => known.has(text)))].sort();
}
