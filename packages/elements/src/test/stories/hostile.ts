import { people, type FixturePerson } from '@epos-login/testing';

/** Markup that must be shown letter by letter. */
export const markup = '<img src=x onerror="alert(1)"><b>жирный</b>';
const long = 'Неразрывноеоченьдлинноеназваниеподсистемы'.repeat(4);

const tile = (id: string, rest: object) => ({ id, categories: ['parent'], status: { kind: 'available' }, ...rest });

/** What a hostile or a broken portal may list: nothing of it may run, break the page or empty the list. */
export const hostileSubsystems: readonly unknown[] = [
  tile('markup', { name: markup, description: '"><script>alert(2)</script>', url: 'https://markup.epos.example/' }),
  tile('javascript', { name: 'Адрес javascript:', url: 'javascript:alert(3)' }),
  tile('data', { name: 'Адрес data:', url: 'data:text/html,<script>alert(4)</script>' }),
  tile('icon', { name: 'Картинка javascript:', url: 'https://icon.epos.example/', icon: 'javascript:alert(5)' }),
  tile('long', { name: long.slice(0, 200), description: long.repeat(2), url: 'https://long.epos.example/' }),
  tile('rtl', {
    name: '\u202Eовтсйьлоксяарк\u202C',
    description: 'Знаки, что меняют направление',
    url: 'https://rtl.epos.example/',
  }),
  tile('unknown', { name: 'Неизвестный статус', url: 'https://unknown.epos.example/', status: { kind: 'sleeping' } }),
  tile('nameless', { name: '' }),
  'ни то ни сё',
  null,
];

/** A person whose every text is markup. */
export const hostilePerson: FixturePerson = {
  key: 'hostile',
  shows: { ru: 'Разметка вместо имени', en: 'Markup in place of a name' },
  epos: {
    ...people.parent.epos,
    family_name: '<script>alert(6)</script>',
    given_name: markup,
    middle_name: long.slice(0, 100),
    roles: [
      {
        id: 'role-1',
        category: 'parent',
        title: markup,
        child: { sub: 'epos-student-1', name: '</style><b>ребёнок</b>' },
      },
      { id: 'role-2', category: 'employee', title: long.slice(0, 300), organization: { id: 'org', name: markup } },
    ],
  },
};

/** What a hostile portal may call organizations. */
export const hostileOrganizations: readonly unknown[] = [
  { id: 'markup', name: markup, short_name: markup, inn: '5900000122', kpp: '590001001', territory: '<script>' },
  {
    id: 'long',
    name: long.repeat(3).slice(0, 500),
    inn: '5900000122',
    kpp: '590001001',
    territory: long.slice(0, 200),
  },
  { id: 'rtl', name: '\u202Eалокш\u202C', inn: '5900000122', kpp: '590001001' },
  { id: 'inn', name: 'Неверный ИНН', inn: '1', kpp: '590001001' },
  null,
];
