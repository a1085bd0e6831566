/** The keys of the Russian layout, and what the same keys give in the Latin one; then those that need Shift. */
const cyrillic = 'ёйцукенгшщзхъфывапролджэячсмитьбю' + 'ёхъжэбю';
const latin = "`qwertyuiop[]asdfghjkl;'zxcvbnm,." + '~{}:"<>';

function translate(text: string, from: string, to: string): string {
  return [...text.toLowerCase()].map((letter) => to[from.indexOf(letter)] ?? letter).join('');
}

/** What the same keys would have written in the other layouts: `;ehyfk` → «журнал», «ьщщвду» → `moodle`. */
export function otherLayouts(text: string): readonly string[] {
  return [translate(text, latin, cyrillic), translate(text, cyrillic, latin)].filter(
    (other) => other !== text.toLowerCase(),
  );
}
