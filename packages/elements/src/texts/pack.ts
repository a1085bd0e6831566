import type { Language } from './first.ts';

/** Words in all languages: Russian at once, the others when they are wanted. */
export class Pack<Words extends object> {
  readonly #loaded: Partial<Record<Language, Words>>;
  readonly #loaders: Record<Exclude<Language, 'ru'>, () => Promise<Words>>;

  constructor(ru: Words, loaders: Record<Exclude<Language, 'ru'>, () => Promise<Words>>) {
    this.#loaded = { ru };
    this.#loaders = loaders;
  }

  /** The words in this language, or `undefined` while they are not here: then {@linkcode load} brings them. */
  in(language: Language): Words | undefined {
    return this.#loaded[language];
  }

  /** Brings the words. Where they cannot be had, Russian stands in, so that nobody faces an empty page. */
  async load(language: Language): Promise<void> {
    if (language !== 'ru')
      this.#loaded[language] ??= (await this.#loaders[language]().catch(() => this.#loaded.ru)) as Words;
  }
}
