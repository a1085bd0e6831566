/** Invented lessons. A real journal asks its own server for them, by `epos.fetch`, which carries the session. */
export interface Lesson {
  readonly time: string;
  readonly subject: string;
  readonly homework: string;
  readonly mark?: number;
}

export const today: readonly Lesson[] = [
  { time: '8:30', subject: 'Алгебра', homework: '№ 412, 415; повторить формулы', mark: 5 },
  { time: '9:25', subject: 'Русский язык', homework: 'Упражнение 128, устно § 21' },
  { time: '10:25', subject: 'Физика', homework: '§ 17, подготовить опыт с линзой', mark: 4 },
  { time: '11:25', subject: 'История', homework: 'Карта на с. 96' },
  { time: '12:20', subject: 'Английский язык', homework: 'Рассказ о своём городе', mark: 5 },
];

/** One table of marks for each child of the invented parent. */
export const gradebooks: readonly (readonly { readonly subject: string; readonly marks: readonly number[] }[])[] = [
  [
    { subject: 'Математика', marks: [5, 4, 5, 5] },
    { subject: 'Русский язык', marks: [4, 4, 3, 5] },
    { subject: 'Окружающий мир', marks: [5, 5] },
    { subject: 'Литературное чтение', marks: [4, 5, 5] },
  ],
  [
    { subject: 'Алгебра', marks: [4, 3, 4] },
    { subject: 'Биология', marks: [5, 5, 4] },
    { subject: 'Физическая культура', marks: [5, 5, 5] },
  ],
];

export const pupils: readonly string[] = [
  'Абрамов Тимур',
  'Белова София',
  'Гаврилова Анна',
  'Ермаков Лев',
  'Попов Никита',
  'Тарасова Ксения',
  'Шилов Максим',
];
