import {
  advice,
  isSignedIn,
  loadAdviceTexts,
  type AdviceAction,
  type Category,
  type ChoosingCategory,
  type EposState,
  type Failed,
  type SignedOutReason,
} from '@epos-login/core';
import '@epos-login/elements/epos-user-menu';
import { el } from './dom.ts';
import { epos } from './epos.ts';
import { journal } from './journal.ts';

const categoryNames: Record<Category, string> = { employee: 'Сотрудник', parent: 'Родитель', student: 'Обучающийся' };

const reasons: Partial<Record<SignedOutReason, string>> = {
  ended: 'Сеанс завершён. Чтобы продолжить, выполните вход.',
  idle: 'Страницей долго не пользовались, поэтому сеанс завершён.',
  elsewhere: 'Вы вышли из ЭПОС в другой вкладке или подсистеме.',
};

const actions: Record<AdviceAction, { label: string; act: () => Promise<void> }> = {
  'sign-in': { label: 'Повторить вход', act: () => epos.signIn() },
  'other-provider': { label: 'Вход для сотрудников', act: () => epos.signIn({ provider: 'rsaa' }) },
  retry: { label: 'Повторить попытку', act: () => epos.refresh() },
  'sign-out': { label: 'Выйти', act: () => epos.signOut() },
};

// The person's name, the switch of category and the way out: an element of EPOS Login does all three.
const menu = el('epos-user-menu', { epos });
menu.setAttribute('theme', 'auto');
const offline = el('p', { className: 'notice', role: 'status' });
const view = el('main', { id: 'view', tabIndex: -1 });
const brand = el('a', { className: 'brand', href: '/' }, el('img', { src: '/icon.svg', alt: '' }), 'ЭПОС.Школа');
document.body.append(el('header', {}, brand, menu), offline, view);

let shown = '';

/** Draws the page for a state. News of the session or of other subsystems must not wipe out what is being typed. */
function show(state: EposState): void {
  menu.hidden = !isSignedIn(state);
  offline.textContent =
    isSignedIn(state) && state.session === 'offline' ? 'Нет связи с ЭПОС: оценки не сохранятся.' : '';
  const page = [state.kind, 'person' in state && state.person.sub, 'category' in state && state.category].join();
  if (page === shown && state.kind !== 'failed') return;
  shown = page;
  view.setAttribute('aria-busy', String(state.kind === 'restoring' || state.kind === 'redirecting'));
  const hadFocus = view.contains(document.activeElement);
  view.replaceChildren(...pageOf(state));
  // Whoever pressed a button that is gone now goes on at the new page, not at the top of the document.
  if (hadFocus) view.focus();
}

function pageOf(state: EposState): Node[] {
  switch (state.kind) {
    case 'restoring':
      return [waiting('Проверяем вход…')];
    case 'redirecting':
      return [waiting(state.to === 'sign-in' ? 'Переходим ко входу…' : 'Выходим…')];
    case 'signed-out':
      return [welcome(state.reason)];
    case 'choosing-category':
      return [choice(state)];
    case 'ready':
      return journal(state);
    case 'failed':
      return [failure(state)];
  }
}

function waiting(text: string): HTMLElement {
  return el('p', { className: 'waiting', role: 'status' }, text);
}

function welcome(reason: SignedOutReason): HTMLElement {
  return el(
    'section',
    { className: 'card' },
    el('h1', {}, 'Электронный журнал и дневник'),
    el('p', {}, reasons[reason] ?? 'Уроки, домашние задания и оценки. Войдите, чтобы открыть свой журнал или дневник.'),
    el(
      'div',
      { className: 'actions' },
      button('Вход', () => epos.signIn()),
      button('Вход для сотрудников', () => epos.signIn({ provider: 'rsaa', via: 'popup' })),
    ),
  );
}

function choice({ categories }: ChoosingCategory): HTMLElement {
  const buttons = categories.map((category) => button(categoryNames[category], () => epos.chooseCategory(category)));
  return el(
    'section',
    { className: 'card' },
    el('h1', {}, 'Выберите категорию роли'),
    el('div', { className: 'actions' }, ...buttons),
  );
}

/** What the manuals advise: cause, what to check, whom to ask, when it will work; its words load when they are needed. */
function failure({ error, from }: Failed): HTMLElement {
  const section = el('section', { className: 'card', role: 'alert' }, el('h1', {}, 'Не удалось войти'));
  const advised = advice(error, from.kind === 'ready' ? from.category : undefined);
  void loadAdviceTexts('ru').then((texts) => {
    const { cause, check, ask, when } = advised;
    const steps = [cause, check, ask, when].flatMap((step) => (step ? el('p', {}, texts[step]) : []));
    const buttons = advised.actions.map((action) => button(actions[action].label, actions[action].act));
    section.append(
      ...steps,
      el('div', { className: 'actions' }, ...buttons),
      el('small', {}, `Код ошибки: ${error.code}`),
    );
  });
  return section;
}

function button(label: string, act: () => Promise<void>): HTMLElement {
  const onclick = () => {
    // A failure is a state, and the page shows it: here there is nothing more to do about it.
    act().catch(() => undefined);
  };
  return el('button', { type: 'button', onclick }, label);
}

epos.subscribe(show);
show(epos.state);
// Handles a callback, a sign-in that the portal's tile began, and a session that stands.
await epos.ready();
