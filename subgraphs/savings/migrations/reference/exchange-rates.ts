/*
 * Rates as migration 20261130100000 loads them: never edit this list. They are shaped like the official ones and not confirmed, so
 * that something can be shown before a file of the National Bank's rates was imported; a published rate of the same day takes their place.
 */

const SOURCE = 'From memory, near the official rate of these days; not confirmed. Import the National Bank\'s rates: npm run savings:rates.';

/** Tenge for one US dollar. */
export const EXCHANGE_RATES = [
  ['2024-02-01', '448.37'],
  ['2025-02-03', '518.39'],
  ['2026-02-02', '503.49'],
  ['2026-09-30', '540.20'],
].map(([day, kzt]) => ({ day, kzt, source: SOURCE, certainty: 'M' }));
