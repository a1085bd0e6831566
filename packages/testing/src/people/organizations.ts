import type { Organization } from '@epos-login/core/contract';

/** Invented organizations: the tax numbers pass the checksum and belong to nobody here. */
export const organizations: readonly Organization[] = [
  {
    id: 'org-school-12',
    name: 'Муниципальное автономное общеобразовательное учреждение «Средняя общеобразовательная школа № 12»',
    short_name: 'МАОУ «СОШ № 12»',
    inn: '5900000122',
    kpp: '590001001',
    territory: 'Пермь, Индустриальный район',
  },
  {
    id: 'org-gymnasium-3',
    name: 'Муниципальное автономное общеобразовательное учреждение «Гимназия № 3»',
    short_name: 'МАОУ «Гимназия № 3»',
    inn: '5900000034',
    kpp: '590001002',
    territory: 'Пермь, Ленинский район',
  },
  {
    id: 'org-college',
    name: 'Государственное бюджетное профессиональное образовательное учреждение «Камский колледж связи»',
    short_name: 'ГБПОУ «Камский колледж связи»',
    inn: '5900000210',
    kpp: '590001003',
    territory: 'Березники',
  },
  {
    id: 'org-library',
    name: 'Краевая детская библиотека',
    short_name: 'КДБ',
    inn: '5900000316',
    kpp: '590001004',
    territory: 'Пермь',
  },
  {
    id: 'org-school-village',
    name: 'Муниципальное бюджетное общеобразовательное учреждение «Верхнекамская основная школа»',
    short_name: 'МБОУ «Верхнекамская ОШ»',
    inn: '5900000404',
    kpp: '590001005',
    territory: 'Верхнекамский округ',
  },
];

/** The organization with this identifier, in the form in which roles name it. */
export function organizationOf(id: string): { id: string; name: string; territory?: string } {
  const found = organizations.find((organization) => organization.id === id);
  if (!found) throw new Error(`no fixture organization ${id}`);
  const { name, short_name, territory } = found;
  return { id, name: short_name ?? name, ...(territory ? { territory } : {}) };
}
