import { ruCommon } from './ru.common.ts';

/** The words around an advice. */
export const ruAdvice = {
  ...ruCommon,
  check: 'Что проверить',
  ask: 'К\u00a0кому обратиться',
  when: 'Когда заработает',
  who: 'Кто вы?',
  whoWhy: 'От\u00a0этого зависит, к\u00a0кому обратиться.',
  again: 'Повторить вход',
  retry: 'Повторить попытку',
  reload: 'Обновить страницу',
  /** In place of the cause, where the file with the texts has not come. */
  adviceFailed: 'Не\u00a0удалось загрузить описание ошибки.',
  writeToSupport: 'Написать в\u00a0техподдержку',
  newTab: '(откроется в\u00a0новой вкладке)',
  otherProvider: 'Войти другим способом',
  copy: 'Скопировать сведения для\u00a0заявки',
  copied: 'Сведения скопированы',
  howTo: 'Как\u00a0войти: инструкции',
  copyByHand: 'Скопируйте сведения вручную:',
  ticket: {
    topic: 'Тема',
    topicText: 'Вход в ЭПОС',
    problem: 'Проблема',
    person: 'ФИО',
    role: 'Роль',
    territory: 'Территория',
    organization: 'Организация',
    code: 'Код ошибки',
    time: 'Время',
    blank: '(заполните)',
  },
  signOut: 'Выйти',
};

export type AdviceElementTexts = Readonly<typeof ruAdvice>;
