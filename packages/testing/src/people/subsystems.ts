import type { Category, Subsystem, SubsystemStatus } from '@epos-login/core/contract';

const available: SubsystemStatus = { kind: 'available' };

type Entry = readonly [
  id: string,
  name: string,
  categories: readonly Category[],
  group: string,
  description: string,
  rest?: { status?: SubsystemStatus; keywords?: string[] },
];

const all: readonly Category[] = ['employee', 'parent', 'student'];
const staff: readonly Category[] = ['employee'];
const family: readonly Category[] = ['parent', 'student'];

/** The catalogue: forty subsystems in all five statuses. Only «ЭПОС.Школа», «ЭПОС.СПО» and «Контингент» are attested names. */
const entries: readonly Entry[] = [
  [
    'journal',
    'ЭПОС.Школа',
    all,
    'Обучение',
    'Электронный журнал и дневник',
    { keywords: ['журнал', 'дневник', 'оценки', 'эжд', 'расписание'] },
  ],
  [
    'contingent',
    'Контингент',
    staff,
    'Управление',
    'Реестр обучающихся и сотрудников',
    { keywords: ['реестр', 'ученики', 'кадры'] },
  ],
  ['spo', 'ЭПОС.СПО', all, 'Обучение', 'Колледжи и техникумы', { keywords: ['колледж', 'техникум', 'студенты'] }],
  [
    'library',
    'Библиотека электронных материалов',
    all,
    'Обучение',
    'Учебники, уроки и тесты',
    { keywords: ['учебник', 'эом', 'книги', 'тест'] },
  ],
  [
    'extra',
    'Дополнительное образование',
    all,
    'Обучение',
    'Кружки и секции',
    { keywords: ['кружок', 'секция', 'запись'] },
  ],
  ['activities', 'Внеурочная деятельность', all, 'Обучение', 'Занятия после уроков'],
  [
    'attendance',
    'Проходы и посещаемость',
    all,
    'Обучение',
    'Вход и выход из школы',
    { keywords: ['скуд', 'пропуск', 'турникет'] },
  ],
  [
    'sport',
    'Школьный спорт',
    all,
    'Обучение',
    'Команды и соревнования',
    { status: { kind: 'degraded', note: 'Результаты появляются с задержкой до часа' } },
  ],
  [
    'reports',
    'Аналитические отчёты',
    staff,
    'Отчёты',
    'Показатели школы и района',
    { keywords: ['статистика', 'olap', 'мониторинг'] },
  ],
  [
    'itnetwork',
    'Сетевой ИТ-Университет',
    ['student', 'employee'],
    'Обучение',
    'Курсы для школьников и учителей',
    { keywords: ['ситу', 'курсы', 'moodle'] },
  ],
  [
    'meals',
    'Организация питания',
    all,
    'Школьная жизнь',
    'Меню и лицевой счёт',
    {
      keywords: ['столовая', 'обед', 'меню'],
      status: { kind: 'maintenance', until: '2027-01-11T08:00:00+05:00', note: 'Переносим лицевые счета' },
    },
  ],
  [
    'admission',
    'Запись в первый класс',
    ['parent', 'employee'],
    'Школьная жизнь',
    'Заявления и очередь',
    { status: { kind: 'coming-soon', from: '2027-04-01', note: 'Приём заявлений начнётся 1 апреля' } },
  ],
  [
    'camps',
    'Отдых и оздоровление',
    ['parent', 'employee'],
    'Школьная жизнь',
    'Лагеря и путёвки',
    { keywords: ['лагерь', 'путёвка', 'каникулы'] },
  ],
  ['transport', 'Школьный автобус', family, 'Школьная жизнь', 'Маршруты и расписание'],
  [
    'psychology',
    'Служба психологической помощи',
    all,
    'Школьная жизнь',
    'Запись к специалисту',
    { keywords: ['психолог', 'помощь'] },
  ],
  [
    'olympiads',
    'Олимпиады и конкурсы',
    all,
    'Обучение',
    'Участие и результаты',
    { keywords: ['олимпиада', 'всош', 'конкурс'] },
  ],
  [
    'exams',
    'Государственная аттестация',
    staff,
    'Отчёты',
    'ОГЭ и ЕГЭ: участники и места',
    {
      keywords: ['егэ', 'огэ', 'гиа', 'экзамен'],
      status: {
        kind: 'no-access',
        reason: 'Доступ открывают ответственному за аттестацию.',
        remedy: 'Попросите директора назначить вас ответственным в подсистеме «Контингент».',
      },
    },
  ],
  ['results', 'Результаты экзаменов', family, 'Обучение', 'ОГЭ и ЕГЭ', { keywords: ['егэ', 'огэ', 'баллы'] }],
  [
    'schedule',
    'Составление расписания',
    staff,
    'Управление',
    'Уроки, замены, кабинеты',
    { keywords: ['замены', 'уроки'] },
  ],
  ['workload', 'Учебная нагрузка', staff, 'Управление', 'Часы и тарификация', { keywords: ['часы', 'тарификация'] }],
  ['personnel', 'Кадры образования', staff, 'Управление', 'Штат и вакансии', { keywords: ['штат', 'вакансии'] }],
  [
    'attestation',
    'Аттестация педагогов',
    staff,
    'Управление',
    'Категории и заявления',
    { keywords: ['категория', 'портфолио'] },
  ],
  [
    'training',
    'Повышение квалификации',
    staff,
    'Управление',
    'Программы и удостоверения',
    { keywords: ['курсы', 'обучение'] },
  ],
  [
    'certificates',
    'Книга аттестатов',
    staff,
    'Управление',
    'Учёт аттестатов и свидетельств',
    { keywords: ['аттестат', 'фис фрдо'] },
  ],
  ['documents', 'Документооборот', staff, 'Управление', 'Приказы и письма', { keywords: ['приказ', 'письмо', 'эдо'] }],
  [
    'equipment',
    'Учёт оборудования',
    staff,
    'Хозяйство',
    'Компьютеры и классы',
    { keywords: ['техника', 'компьютер', 'инвентарь'] },
  ],
  [
    'internet',
    'Интернет в школе',
    staff,
    'Хозяйство',
    'Канал и фильтрация',
    { keywords: ['сеть', 'связь'], status: { kind: 'degraded', note: 'Графики нагрузки обновляются с перерывами' } },
  ],
  ['repairs', 'Заявки на ремонт', staff, 'Хозяйство', 'Здания и помещения', { keywords: ['ремонт', 'здание'] }],
  ['procurement', 'Закупки учебников', staff, 'Хозяйство', 'Заказ и фонд', { keywords: ['учебники', 'фонд', 'заказ'] }],
  [
    'medical',
    'Медицинский кабинет',
    staff,
    'Школьная жизнь',
    'Осмотры и допуски',
    {
      keywords: ['врач', 'прививки'],
      status: {
        kind: 'no-access',
        reason: 'Подсистему видят только медицинские работники.',
        remedy: 'Если вы медицинский работник, обратитесь к администратору подсистемы «Контингент».',
      },
    },
  ],
  ['safety', 'Безопасность', staff, 'Хозяйство', 'Паспорта и тренировки'],
  [
    'inclusion',
    'Инклюзивное образование',
    staff,
    'Обучение',
    'Программы и сопровождение',
    { keywords: ['овз', 'пмпк'] },
  ],
  ['prevention', 'Профилактика', staff, 'Школьная жизнь', 'Учёт и сопровождение'],
  ['surveys', 'Опросы', all, 'Школьная жизнь', 'Мнение родителей и учеников', { keywords: ['анкета', 'мнение'] }],
  [
    'events',
    'Календарь событий',
    all,
    'Школьная жизнь',
    'Праздники и каникулы',
    { keywords: ['каникулы', 'праздник'] },
  ],
  [
    'portfolio',
    'Портфолио обучающегося',
    family,
    'Обучение',
    'Достижения и награды',
    { keywords: ['достижения', 'награды', 'грамота'] },
  ],
  [
    'career',
    'Профориентация',
    ['student', 'parent', 'employee'],
    'Обучение',
    'Профессии и пробы',
    {
      keywords: ['профессия', 'билет в будущее'],
      status: { kind: 'coming-soon', note: 'Готовим к следующей четверти' },
    },
  ],
  [
    'archive',
    'Архив журналов',
    staff,
    'Отчёты',
    'Журналы прошлых лет',
    { keywords: ['журнал', 'прошлый год'], status: { kind: 'maintenance', note: 'Переносим данные за 2021 год' } },
  ],
  ['helpdesk', 'Техподдержка', all, 'Помощь', 'Заявки и ответы', { keywords: ['поддержка', 'заявка', 'вопрос'] }],
  ['manuals', 'Инструкции', all, 'Помощь', 'Руководства по подсистемам', { keywords: ['помощь', 'руководство'] }],
];

/** Where a subsystem is launched, and where it takes a third-party-initiated login if it does. */
export interface LaunchAddress {
  readonly url: string;
  readonly initiate_login_uri?: string;
}

/** The catalogue with launch addresses: the portal's data. A subsystem that is only announced has no address. */
export function subsystemCatalogue(launch: (id: string) => LaunchAddress): Subsystem[] {
  return entries.map(([id, name, categories, group, description, { status = available, keywords } = {}]) => ({
    id,
    name,
    description,
    categories: [...categories],
    group,
    ...(keywords ? { keywords } : {}),
    ...(status.kind === 'coming-soon' ? {} : launch(id)),
    status,
  }));
}

/** The identifiers of the whole catalogue. */
export const subsystemIds: readonly string[] = entries.map(([id]) => id);
