import { Decimal } from 'decimal.js';
import type { FoundPart } from '../rule/run-rule.js';

/** What a finding says in figures, at one time. */
export interface FindingFigures {
  readonly rows: number | null;
  readonly firstMonth: string | null;
  readonly lastMonth: string | null;
  /** Exact. */
  readonly amount: string | null;
}

/** The same with where they belong. */
export interface PartedFigures extends FindingFigures {
  /** KATO; null where it was not kept. */
  readonly regions: readonly string[] | null;
  /** By region, where there are several; null where all is of one, or it was not kept. */
  readonly parts: readonly FoundPart[] | null;
}

const UNKNOWN: FindingFigures = { rows: null, firstMonth: null, lastMonth: null, amount: null };

const edge = (months: readonly (string | null)[], last: boolean): string | null => months.filter((month) => month !== null).sort().at(last ? -1 : 0) ?? null;

function together(parts: readonly FoundPart[]): FindingFigures {
  const amounts = parts.flatMap(({ amount }) => amount ?? []);
  return {
    rows: parts.reduce((sum, { rows }) => sum + rows, 0),
    firstMonth: edge(parts.map(({ firstMonth }) => firstMonth), false),
    lastMonth: edge(parts.map(({ lastMonth }) => lastMonth), true),
    amount: amounts.length === 0 ? null : amounts.reduce((sum, amount) => sum.plus(amount), new Decimal(0)).toFixed(),
  };
}

/** What of a finding belongs to some regions (null: to all of them). Not told where it was not kept by region, since it may be of others. */
export function figuresIn(figures: PartedFigures, regions: readonly string[] | null): FindingFigures {
  const { rows, firstMonth, lastMonth, amount, regions: own, parts } = figures;
  if (regions !== null && parts !== null) return together(parts.filter(({ region }) => region !== null && regions.includes(region)));
  if (regions === null || rows === 0) return { rows, firstMonth, lastMonth, amount };
  if (own === null || own.length > 1) return UNKNOWN;
  return own.every((region) => regions.includes(region)) ? { rows, firstMonth, lastMonth, amount } : together([]);
}

/** SQL of a figure of finding `f` that belongs to regions, which stand in `regions` as an array; null where it is not told. */
const within = (whole: string, part: string, regions: string): string => `case when f.parts is not null then (select ${part}
    from jsonb_to_recordset(f.parts) as p (region text, "firstMonth" date, amount numeric) where p.region = any (${regions}))
  when f.regions <@ ${regions} and cardinality(f.regions) < 2 then ${whole} end`;

export const amountWithin = (regions: string): string => within('f.amount', 'sum(p.amount)', regions);
export const firstMonthWithin = (regions: string): string => within('f.first_month', 'min(p."firstMonth")', regions);
