import type { HelpTexts, PupilAge } from '@epos-login/core/help';
import type { Category } from '@epos-login/core';

/** The words around the instructions. Their own sentences come with `@epos-login/core/help`. */
export const ruHelp = {
  helpHeading: 'Инструкции по\u00a0входу',
  helpFor: {
    employee: 'для\u00a0сотрудников',
    parent: 'для\u00a0родителя',
    student: 'для\u00a0обучающихся',
  } as Readonly<Record<Category, string>>,
  pupilAge: 'Возраст обучающегося',
  ages: { 'under-14': 'до\u00a014\u00a0лет', 'from-14': '14\u00a0лет и\u00a0старше' } as Readonly<
    Record<PupilAge, string>
  >,
  helpFailed: 'Не\u00a0удалось загрузить инструкции.',
  retry: 'Повторить попытку',
  reload: 'Обновить страницу',
  newTab: '(откроется в\u00a0новой вкладке)',
  /** Sentences of the instructions, for a page that has other words or other buttons than the manuals. */
  manual: {} as Readonly<Partial<HelpTexts>>,
};

export type HelpElementTexts = Readonly<typeof ruHelp>;
