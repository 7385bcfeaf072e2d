import { createHmac } from 'node:crypto';
import type { Truth } from '../../../local/population/anomalies/planting.js';
import type { Row } from '../../../subgraphs/audit/modules/snapshot/read/rows.js';

/** A row that a rule has found. */
export interface Found extends Row {
  readonly about: string;
  readonly region: string | null;
  readonly month: string | null;
  readonly amount: string | null;
  readonly record: string | null;
  readonly facts: string;
}

/** What a rule's row has to say, by the names of a snapshot; what is not told may be anything. */
export interface Wanted {
  readonly what: string;
  readonly about: readonly string[];
  readonly month?: string | undefined;
  readonly record?: string | undefined;
  /** A year's sum, or its yield. */
  readonly kind?: string | undefined;
}

/** How a value is called in a snapshot. */
export type Names = (value: string) => string;

/** Pseudonyms under a snapshot's key. */
export const namesUnder = (key: Buffer): Names => (value) =>
  createHmac('sha256', key).update(value).digest('hex').slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

type Key = Readonly<Record<string, string | undefined>>;

/** Views tell days of people's lives by their months. */
function monthIn({ month, validFrom, openedOn, schoolYear, reportingYear }: Key): string | undefined {
  if (reportingYear !== undefined) return `${reportingYear}-12-01`;
  const day = month ?? validFrom ?? openedOn ?? schoolYear;
  return day === undefined ? undefined : `${day.slice(0, 7)}-01`;
}

function wantedOf({ kind, child, others }: Truth, key: Key, names: Names): Wanted {
  const record = key['award'] ?? key['placement'];
  const about = key['family'] === undefined ? [child, ...others] : [key['family']];
  return { what: `${kind} ${JSON.stringify(key)}`, about: about.map(names), month: monthIn(key), record: record && names(record), kind: key['kind'] };
}

/** Every row that a rule has to find of what was planted, no more and no fewer. */
export const plantedFor = (rule: string, truths: readonly Truth[], names: Names): Wanted[] => truths.flatMap((truth) =>
  truth.records.filter(({ rules }) => rules.some((one) => one === rule)).map(({ key }) => wantedOf(truth, Object.fromEntries(Object.entries(key).map(([name, value]) => [name, String(value)])), names)));

const kindOf = ({ facts }: Found): unknown => (JSON.parse(facts) as { readonly kind?: unknown }).kind ?? 'ACCRUAL';

const says = (row: Found, { about, month, record, kind }: Wanted): boolean =>
  about.includes(row.about) && (month === undefined || row.month === month) && (record === undefined || row.record === record) && (kind === undefined || kindOf(row) === kind);

/** Where the two differ, one line each: found and not wanted, found twice of one and the same, wanted and not found. */
export function differences(rows: readonly Found[], wanted: readonly Wanted[]): string[] {
  const found = new Map(wanted.map((one) => [one, rows.filter((row) => says(row, one))]));
  return [
    ...rows.filter((row) => !wanted.some((one) => says(row, one))).map((row) => `besides: ${JSON.stringify(row)}`),
    ...wanted.filter((one) => found.get(one)?.length === 0).map(({ what }) => `missed: ${what}`),
    ...wanted.filter((one) => new Set(found.get(one)?.map(({ about }) => about)).size < (found.get(one)?.length ?? 0)).map(({ what }) => `more than once: ${what}`),
  ];
}

/** A rule's SQL as whoever runs it asks it, on a day. */
export const asking = (sql: string, day: string): string =>
  `with snapshot as (select date '${day}' as day) select about, region, month, amount, record, facts from (${sql}) found order by about, month, record, facts`;
