/**
 * The check digit shared by IIN and BIN (Government resolution No. 406 of 22.05.2007): a weighted sum modulo 11,
 * with a second set of weights when the first gives 10. A base that gives 10 twice is never issued.
 */
export function hasValidCheckDigit(digits: string): boolean {
  const numbers = Array.from(digits, Number);
  const sum = (shift: number): number =>
    numbers.slice(0, 11).reduce((total, digit, i) => total + digit * (((i + shift) % 11) + 1), 0) % 11;
  const first = sum(0);
  const check = first === 10 ? sum(2) : first;
  return check !== 10 && check === numbers[11];
}

/** Completes eleven digits to an IIN or BIN; null when the base has no valid check digit. */
export function withCheckDigit(base: string): string | null {
  for (let digit = 0; digit <= 9; digit += 1) {
    if (hasValidCheckDigit(`${base}${digit}`)) return `${base}${digit}`;
  }
  return null;
}

/** Why a text is no IIN or BIN, in words that do not repeat it; null when it is one. */
export function identifierProblem(name: 'IIN' | 'BIN', value: unknown): string | null {
  if (typeof value !== 'string' || !/^\d{12}$/.test(value)) return `${name} must be a string of exactly 12 digits.`;
  return hasValidCheckDigit(value) ? null : `${name} is mistyped: its check digit (the last of the 12) does not match.`;
}
