import { rolesIn, type Category, type Ready, type Role } from '@epos-login/core';
import { el } from './dom.ts';
import { gradebooks, pupils, today } from './lessons.ts';

const pages: Record<Category, (roles: readonly Role[]) => Node[]> = {
  employee: classRegister,
  parent: childrensMarks,
  student: diary,
};

/**
 * The page for the category the person works in. The category is only a view: the journal's server decides by the roles
 * of the person what may be read and written.
 */
export function journal({ roles, category }: Ready): Node[] {
  return pages[category](rolesIn(roles, category));
}

/** For a teacher: the class, with marks to put. */
function classRegister([role]: readonly Role[]): Node[] {
  const saved = el('p', { className: 'saved', role: 'status' });
  const rows = pupils.map((pupil) => {
    const options = ['', '5', '4', '3', '2'].map((value) => el('option', { value }, value || '—'));
    const mark = el('select', { 'aria-label': `Оценка: ${pupil}` }, ...options);
    mark.onchange = () => {
      saved.textContent = `Сохранено: ${pupil} — ${mark.value || 'без оценки'}`;
    };
    return row(pupil, mark);
  });
  return [
    ...heading('9 «А», алгебра', role?.title, role?.organization?.name),
    table(['Ученик', 'Оценка'], rows),
    saved,
  ];
}

/** For a parent: each child's marks. */
function childrensMarks(roles: readonly Role[]): Node[] {
  const children = roles.flatMap(({ child, organization }, index) => {
    const rows = (gradebooks[index % gradebooks.length] ?? []).map(({ subject, marks }) =>
      row(subject, el('span', {}, ...marks.map(badge)), mean(marks)),
    );
    return [
      el('h2', {}, child?.name ?? 'Ребёнок'),
      el('p', { className: 'muted' }, organization?.name ?? ''),
      table(['Предмет', 'Оценки', 'Средний балл'], rows),
    ];
  });
  return [...heading('Оценки детей'), ...children];
}

/** For a pupil: today's lessons. */
function diary([role]: readonly Role[]): Node[] {
  const rows = today.map(({ time, subject, homework, mark }) =>
    row(`${time} ${subject}`, homework, mark ? badge(mark) : ''),
  );
  return [...heading('Мой дневник', role?.title, role?.organization?.name), table(['Урок', 'Задание', 'Оценка'], rows)];
}

function heading(title: string, ...details: (string | undefined)[]): Node[] {
  const day = new Date().toLocaleDateString('ru', { weekday: 'long', day: 'numeric', month: 'long' });
  return [el('h1', {}, title), el('p', { className: 'muted' }, [day, ...details].filter(Boolean).join(' · '))];
}

/** Wider than a narrow telephone: the table scrolls, the page does not; a keyboard needs the focus there to scroll it. */
function table(columns: readonly [string, ...string[]], rows: readonly Node[]): HTMLElement {
  const head = el('tr', {}, ...columns.map((column) => el('th', { scope: 'col' }, column)));
  const content = el('table', {}, el('thead', {}, head), el('tbody', {}, ...rows));
  return el('div', { className: 'scroller', tabIndex: 0, role: 'region', 'aria-label': columns.join(', ') }, content);
}

function row(name: string, ...cells: (Node | string)[]): HTMLElement {
  return el('tr', {}, el('th', { scope: 'row' }, name), ...cells.map((cell) => el('td', {}, cell)));
}

function badge(mark: number): HTMLElement {
  return el('span', { className: `mark mark-${String(mark)}` }, String(mark));
}

function mean(marks: readonly number[]): string {
  const average = marks.reduce((sum, mark) => sum + mark, 0) / marks.length;
  return average.toLocaleString('ru', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}
