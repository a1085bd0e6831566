const weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];

/**
 * Whether `value` is the ИНН of an organization: ten digits, the last of which is the check digit.
 *
 * @see Order of the Federal Tax Service ЕД-7-14/559 of 26.06.2023, appendix 1
 */
export function isInn(value: string): boolean {
  if (!/^\d{10}$/.test(value)) return false;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(value[index]), 0);
  return (sum % 11) % 10 === Number(value[9]);
}

/** Whether `value` is a КПП: nine characters, of which the fifth and sixth may be Latin capitals. It has no check digit. */
export function isKpp(value: string): boolean {
  return /^\d{4}[\dA-Z]{2}\d{3}$/.test(value);
}
