/*
 * What programmes were said to build, as it was said, as migration 20261201400000 loads it: never edit this list; a later statement is
 * another list with a migration of its own. Where a source gives no day, it is the first of its month, and the source says so.
 */

export interface StatedTarget {
  /** Null for all programmes together. */
  readonly programme: string | null;
  readonly kind: string;
  readonly measure: 'OBJECTS' | 'PLACES' | 'MONEY';
  /** The year that the figure is of; null for the whole programme. */
  readonly forYear: number | null;
  /** Of rural objects alone, or of urban; null for both. */
  readonly rural: boolean | null;
  readonly value: number;
  /** The year by whose end it is to be reached, where that was said. */
  readonly dueYear: number | null;
  readonly statedOn: string;
  readonly source: string;
  readonly certainty: string;
}

const WHOLE = { programme: 'COMFORTABLE_SCHOOL', kind: 'SCHOOL', forYear: null, rural: null, dueYear: null, certainty: 'A' } as const;
const MARCH_2023 = { ...WHOLE, statedOn: '2023-02-01', source: 'bizmedia.kz, xaqmedia.kz, today-kz.com, February and March 2023; the day is not known' } as const;
const AUGUST_2023 = { ...WHOLE, statedOn: '2023-08-01', dueYear: 2025, source: 'zk.kz, nur-news.net, August 2023; the day is not known' } as const;
const FEBRUARY_2024 = { ...WHOLE, statedOn: '2024-02-20', source: 'en.inform.kz, el.kz' } as const;
const LATE_2024 = { ...WHOLE, statedOn: '2024-12-01', dueYear: 2025, source: 'skcn.kz, qazinform, Government resolution No. 963 of 30 November 2022 as amended; from late 2024, the day is not known' } as const;
const RESOLUTION = { ...WHOLE, measure: 'PLACES', statedOn: '2025-04-30', dueYear: 2025, source: 'Government resolution No. 963 of 30 November 2022 as amended on 30 April 2025 (prosud.kz)', certainty: 'B' } as const;
const CENTRES = { programme: null, measure: 'OBJECTS', forYear: null, rural: null, dueYear: 2027, statedOn: '2023-12-01', source: 'President\'s instruction, by the Ministry, December 2023; the day is not known', certainty: 'A' } as const;
const MARCH_2026 = { programme: null, kind: 'SCHOOL', forYear: 2026, rural: null, dueYear: 2026, statedOn: '2026-03-01', source: 'ekaraganda.kz, March 2026: schools of whatever programme; the day is not known', certainty: 'B' } as const;

export const STATED_TARGETS: readonly StatedTarget[] = [
  { ...MARCH_2023, measure: 'OBJECTS', value: 401 },
  { ...MARCH_2023, measure: 'PLACES', value: 840_000, certainty: 'C' },
  { ...MARCH_2023, measure: 'MONEY', value: 2_600_000_000_000 },
  { ...AUGUST_2023, measure: 'OBJECTS', value: 369 },
  { ...AUGUST_2023, measure: 'OBJECTS', rural: false, value: 205 },
  { ...AUGUST_2023, measure: 'OBJECTS', rural: true, value: 164 },
  { ...AUGUST_2023, measure: 'OBJECTS', forYear: 2024, value: 217 },
  { ...AUGUST_2023, measure: 'OBJECTS', forYear: 2025, value: 152 },
  { ...AUGUST_2023, measure: 'PLACES', value: 740_000 },
  { ...AUGUST_2023, measure: 'MONEY', value: 2_400_000_000_000 },
  { ...FEBRUARY_2024, measure: 'OBJECTS', value: 369 },
  { ...FEBRUARY_2024, measure: 'OBJECTS', rural: true, value: 163 },
  { ...FEBRUARY_2024, measure: 'PLACES', value: 740_000 },
  { ...FEBRUARY_2024, measure: 'MONEY', value: 2_300_000_000_000 },
  { ...WHOLE, measure: 'OBJECTS', value: 382, statedOn: '2024-02-22', source: 'Speech of 22 February 2024; no other source gives the figure', certainty: 'B' },
  { ...LATE_2024, measure: 'OBJECTS', value: 217 },
  { ...LATE_2024, measure: 'PLACES', value: 460_400 },
  { ...RESOLUTION, value: 460_400 },
  { ...RESOLUTION, forYear: 2024, value: 257_000 },
  { ...RESOLUTION, forYear: 2025, value: 203_400 },
  { ...LATE_2024, programme: 'PPP', measure: 'OBJECTS', value: 9, source: 'skcn.kz: nine of the 217, through akimats; from late 2024, the day is not known' },
  { ...WHOLE, programme: 'INFRASTRUCTURE_FUND', measure: 'OBJECTS', value: 89, statedOn: '2025-12-01', source: 'qazinform, December 2025; the day is not known' },
  { ...WHOLE, programme: 'INFRASTRUCTURE_FUND', measure: 'PLACES', value: 100_000, statedOn: '2025-12-01', source: 'qazinform, December 2025, "100 thousand and more"; the day is not known' },
  { ...CENTRES, kind: 'EXTRA_EDUCATION_CENTRE', value: 100 },
  { ...CENTRES, kind: 'RECREATION_CENTRE', value: 50 },
  { ...MARCH_2026, measure: 'OBJECTS', value: 90 },
  { ...MARCH_2026, measure: 'PLACES', value: 50_000 },
];
