/*
 * Reporting years as published, as migration 20261122100000 loads them: never edit this list; a later year is another list, loaded by
 * another migration, with `on conflict do nothing`, since two officials may have released the year by then.
 */

export const LAW = 'Law on the Rights of the Child, art. 7-4; Government Decree No. 16 of 18.01.2024';

/**
 * A null was never published and is not guessed. `rate` is the average yield of the 18 years before the year; `rateMark` says how
 * sure it is: that of 2024 is derived from the published total of 370.56.
 */
export const YEARS = [
  { year: 2023, perChild: '100.52', participants: 6_919_131, total: '695500000', rate: '0.026', rateMark: 'B',
    source: 'National Bank and Ministry of Finance, February 2024 (forbes.kz, finratings.kz)' },
  { year: 2024, perChild: '129.38', participants: null, total: null, rate: '0.0301', rateMark: 'D',
    source: 'ЕНПФ, February 2025 (baq.kz, zakon.kz); rate derived: 370.56 less the other published sums' },
  { year: 2025, perChild: '130.71', participants: 6_918_656, total: null, rate: '0.0297', rateMark: 'B',
    source: 'Vice-Minister of Finance, 31.01.2026 (zakon.kz); ЕНПФ, February 2026' },
] as const;
