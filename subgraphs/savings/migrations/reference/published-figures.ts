/*
 * Figures as they were published, as migration 20261130210200 loads them: never edit this list; later ones are another list with a
 * migration of its own. What `reporting_year` has (sum per child, participants, total) stands there, to the cent and the child; one of
 * these that was published with fewer places stands here, too. Of a sum of 44.5 million USD for those who turn 18 in 2026 it is not
 * known what it counts; it is not here.
 */

interface PublishedFigure {
  readonly year: number;
  readonly figure: string;
  /** KATO; null for the country. */
  readonly region: string | null;
  readonly value: string;
  /** One unit of the last place that was published. */
  readonly precision: string;
  /** The day that the figure is of. */
  readonly asOf: string;
  readonly source: string;
  readonly certainty: string;
}

const REGIONS_2023 = [
  ['610000000', 922_841, '92763000', 41_968, '4218000'],
  ['750000000', 666_443, '66990000', 26_621, '2675000'],
  ['190000000', 608_711, '61187000', 26_802, '2694000'],
] as const;

const BRIEFING = { year: 2023, asOf: '2024-02-01', source: 'ЕНПФ, briefing of February 2024 (dauletten.kz); thousands of dollars, cut off', certainty: 'B' } as const;
const PAYOUTS = { year: 2024, region: null, asOf: '2026-01-01', source: 'ЕНПФ, 8 January 2026 (kaz.zakon.kz): 1 February 2024 to 1 January 2026', certainty: 'B' } as const;
const BANK = { year: 2023, region: null, precision: '1000000', asOf: '2024-12-31', source: 'National Bank, table for 2024 (nationalbank.kz)', certainty: 'A' } as const;
const PRESS = 'forbes.kz, baq.kz, zakon.kz';

export const PUBLISHED_FIGURES: readonly PublishedFigure[] = [
  { ...BANK, figure: 'ACCRUED', value: '696000000' },
  { ...BANK, figure: 'SENT_TO_ENPF', value: '31000000' },
  { year: 2023, figure: 'ACCRUED', region: null, value: '695500000', precision: '100000', asOf: '2024-02-01', source: 'National Bank and Ministry of Finance, February 2024 (forbes.kz, finratings.kz)', certainty: 'B' },
  { year: 2023, figure: 'TURNING_18', region: null, value: '304815', precision: '1', asOf: '2024-02-01', source: `ЕНПФ, February 2024 (${PRESS})`, certainty: 'B' },
  ...REGIONS_2023.flatMap(([region, children, accrued, turning18, turningAccrued]): PublishedFigure[] => [
    { ...BRIEFING, figure: 'PARTICIPANTS', region, value: String(children), precision: '1' },
    { ...BRIEFING, figure: 'ACCRUED', region, value: accrued, precision: '1000' },
    { ...BRIEFING, figure: 'TURNING_18', region, value: String(turning18), precision: '1' },
    { ...BRIEFING, figure: 'TURNING_18_ACCRUED', region, value: turningAccrued, precision: '1000' },
  ]),
  { year: 2024, figure: 'PARTICIPANTS', region: null, value: '7000000', precision: '100000', asOf: '2025-02-01', source: `"about 7 million", February 2025 (${PRESS})`, certainty: 'C' },
  { year: 2025, figure: 'TURNING_18', region: null, value: '356613', precision: '1', asOf: '2026-02-01', source: `ЕНПФ, February 2026 (${PRESS})`, certainty: 'B' },
  { ...PAYOUTS, figure: 'PAYOUTS', value: '205505', precision: '1' },
  { ...PAYOUTS, figure: 'PAYOUTS_AMOUNT', value: '31610000', precision: '10000' },
  { ...PAYOUTS, figure: 'HOUSING_PAYOUTS', value: '127445', precision: '1' },
  { ...PAYOUTS, figure: 'HOUSING_PAYOUTS_AMOUNT', value: '19690000', precision: '10000' },
  { ...PAYOUTS, figure: 'EDUCATION_PAYOUTS', value: '78060', precision: '1' },
  { ...PAYOUTS, figure: 'EDUCATION_PAYOUTS_AMOUNT', value: '11920000', precision: '10000' },
];
