import { html } from 'hono/html';
import type { Subsystem } from '@epos-login/core/contract';
import type { Origins } from '../origins.ts';
import { notice, type Markup } from '../pages/layout.ts';

const categoryNames: Record<string, string> = { employee: 'Сотрудник', parent: 'Родитель', student: 'Обучающийся' };

/** Names the subsystem that would open here. */
export function subsystemPage(
  origins: Origins,
  { name, description, group }: Subsystem,
  category: string | undefined,
): Markup {
  const categoryName = category === undefined ? undefined : categoryNames[category];
  return notice({
    title: name,
    part: group ?? 'Подсистема',
    start: origins.start,
    text: [
      ...(description ? [`${description}.`] : []),
      'Здесь открылась бы настоящая подсистема.',
      ...(categoryName ? [`Выбрана категория роли «${categoryName}».`] : []),
    ],
    actions: html`<a class="button quiet" href="${origins.start}">К песочнице</a>`,
  });
}

export function unknownPage(origins: Origins): Markup {
  return notice({
    title: 'Страница не найдена',
    part: 'Песочница',
    start: origins.start,
    text: ['Такой страницы или подсистемы в песочнице нет.'],
    actions: html`<a class="button quiet" href="${origins.start}">К песочнице</a>`,
  });
}
