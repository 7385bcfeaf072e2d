/** Everybody by the first two digits of the IIN, the year of birth of most: what reads the whole nation's ledger goes by them, since all of it may take longer than a statement may. */
export const STRETCHES = Array.from({ length: 100 }, (_, i) => String(i).padStart(2, '0')).map((digits) => [digits.padEnd(12, '0'), digits.padEnd(12, '9')] as const);
