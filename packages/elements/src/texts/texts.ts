import { Pack } from './pack.ts';
import { ru, type Texts } from './ru.ts';

export type { Language } from './first.ts';
export type { Texts } from './ru.ts';

export const texts = new Pack<Texts>(ru, { en: async () => (await import('./en.ts')).en });
