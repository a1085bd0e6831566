/** The form of a phrase that a language's rule wants for a number. `other` stands for every form not given. */
export function plural(
  rules: Intl.PluralRules,
  count: number,
  forms: Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string },
): string {
  return forms[rules.select(count)] ?? forms.other;
}
