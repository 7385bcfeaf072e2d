import type { CohortBenefit } from './filter/cohort-codes.type.js';
import type { CohortFilter, CohortMonths } from './filter/cohort-filter.type.js';
import { all, among, Bound } from './filter/bound.js';
import { cohortSql } from './filter/compile.js';
import { ageOn, enrolledSql } from './filter/conditions.js';
import type { SnapshotSession } from '../snapshot/read/snapshot-session.js';
import type { Row } from '../snapshot/read/rows.js';
import { AGE_BANDS, type CohortMeasure, type CohortStep } from './cohort-codes.type.js';
import { cellOf, cellSql, type Cell, type CellColumns, type MoneyCell } from './noise/cell.js';

/** A cohort of a snapshot: the whole of what decides what is answered. */
export interface Cohort {
  readonly where: CohortFilter;
  /** Day of the snapshot in Kazakhstan. */
  readonly day: string;
}

export type Ask = SnapshotSession['rows'];

type CellRow = Row & CellColumns;

/** SQL of a cell of children. */
const CELL = cellSql('subject');

const membersSql = ({ where, day }: Cohort, bound: Bound, columns = 'c.subject'): string => `select ${columns} from registry.civil_child c where ${cohortSql(where, bound, day)}`;

/** Age band of `c`. */
function bandSql(age: string): string {
  const [[oldest] = ['']] = AGE_BANDS.slice(-1);
  return `case ${AGE_BANDS.slice(1).map(([, from], i) => `when ${age} < ${from} then '${AGE_BANDS[i]?.[0] ?? ''}'`).join(' ')} else '${oldest}' end`;
}

/** Children who have the same region, sex and age band. */
export interface ChildCell extends Cell {
  readonly region: string | null;
  readonly sex: string | null;
  readonly band: string;
}

/** The cohort in its finest cells, which no two have a child of in common: totals are put together of these. */
export async function childCells(ask: Ask, cohort: Cohort): Promise<ChildCell[]> {
  const bound = new Bound();
  const columns = `c.subject, c.region, c.sex, ${bandSql(ageOn(bound.month(cohort.day)))} as band`;
  const rows = await ask<CellRow & { readonly region: string | null; readonly sex: string | null; readonly band: string }>(
    `select region, sex, band, ${CELL} from (${membersSql(cohort, bound, columns)}) group by region, sex, band`, bound.values);
  return rows.map((row) => ({ ...cellOf(row), region: row.region, sex: row.sex, band: row.band }));
}

/** Children whom the same programmes touch. */
export interface ProgrammeCell extends Cell {
  readonly BENEFITS: boolean;
  readonly SAVINGS: boolean;
  readonly CARE: boolean;
  readonly SCHOOLING: boolean;
}

/** Whether a programme touches `c` on the snapshot's day. */
export function touchedSql(bound: Bound, day: string): Readonly<Record<'BENEFITS' | 'SAVINGS' | 'CARE' | 'SCHOOLING', string>> {
  const month: CohortMonths = { from: day, to: day };
  const on = bound.put(day, 'date');
  return {
    BENEFITS: among('benefits.benefit_award_child x', all(['not x.never_due', bound.overlap('x.since', 'x.until', 'IN_MONTH', month)]), 'x.subject'),
    SAVINGS: among('(select subject from savings.savings_claim where closed_on is null union all select subject from savings.savings_account) x', 'true', 'x.subject'),
    CARE: among('foster_families.care_placement x', `x.since <= ${on} and (x.until is null or x.until > ${on})`, 'x.subject'),
    SCHOOLING: enrolledSql({ bound, day }),
  };
}

export async function programmeCells(ask: Ask, cohort: Cohort): Promise<ProgrammeCell[]> {
  const bound = new Bound();
  const members = membersSql(cohort, bound);
  const flags = Object.entries(touchedSql(bound, cohort.day)).map(([name, sql]) => `${sql} as "${name}"`).join(', ');
  const rows = await ask<CellRow & Readonly<Record<'BENEFITS' | 'SAVINGS' | 'CARE' | 'SCHOOLING', boolean>>>(
    `select "BENEFITS", "SAVINGS", "CARE", "SCHOOLING", ${CELL} from (select c.subject, ${flags} from (${members}) c) group by all`, bound.values);
  return rows.map((row) => ({ ...cellOf(row), BENEFITS: row.BENEFITS, SAVINGS: row.SAVINGS, CARE: row.CARE, SCHOOLING: row.SCHOOLING }));
}

/** A cell of one period of a series; `from` is its first day. */
export interface PeriodCell extends Cell {
  readonly from: string;
}

const LENGTHS: Readonly<Record<CohortStep, string>> = { MONTH: '1 month', YEAR: '1 year' };

/** Rows of a measure that fall into period `p`. */
const MEASURES: Readonly<Record<CohortMeasure, string>> = {
  IN_BENEFIT: 'benefits.benefit_award_child x on not x.never_due and x.since < p.next and (x.until is null or x.until >= p.first)',
  IN_CARE: 'foster_families.care_placement x on x.since < p.next and (x.until is null or x.until > p.first)',
  ENROLLED: 'schools.school_enrolment x on x.since < p.next and (x.until is null or x.until > p.first)',
  ON_SAVINGS_LIST: 'savings.savings_year x on x.on_list and x.reporting_year = year(p.first)',
};

/** Which periods, by the first day of the first and of the last. */
export interface Series {
  readonly step: CohortStep;
  readonly first: string;
  readonly last: string;
}

/** Cells of the periods in which there is somebody. */
export async function seriesCells(ask: Ask, cohort: Cohort, measure: CohortMeasure, { step, first, last }: Series): Promise<PeriodCell[]> {
  const bound = new Bound();
  const [from, to] = [bound.put(first, 'date'), bound.put(last, 'date')];
  const periods = `select cast(p as date) as first, cast(p + interval ${LENGTHS[step]} as date) as next from (select unnest(generate_series(${from}, ${to}, interval ${LENGTHS[step]})) as p)`;
  const rows = await ask<CellRow & { readonly first: string }>(
    `with period as (${periods}), member as (${membersSql(cohort, bound)})
     select first, ${CELL} from (select distinct p.first, x.subject from period p join ${MEASURES[measure]} where x.subject in (select subject from member)) group by first`, bound.values);
  return rows.map((row) => ({ ...cellOf(row), from: row.first }));
}

interface MoneyColumns extends CellColumns {
  readonly total: string | null;
  readonly most: string | null;
}

type MoneyRow = Row & MoneyColumns & { readonly first: string };

/** The money of a period. */
export interface MoneyOfPeriod extends MoneyCell {
  readonly from: string;
}

/**
 * Sums of `share`, what each child has in a period, no more than `top` has: the most that anybody in the snapshot can have of it. What a child
 * changes of a sum is bounded by that, and noise is drawn in multiples of it, which do not depend on who is asked about.
 */
const moneySql = (by: string): string =>
  `select ${by}, ${cellSql('subject, amount')}, cast(sum(amount) as varchar) as total, cast(any_value(most) as varchar) as most
     from (select s.* replace (least(s.amount, t.most) as amount), t.most from share s join top t on t.first = s.first) where amount > 0 group by all`;

const moneyOf = (row: MoneyColumns): MoneyCell => ({ ...cellOf({ children: row.children, key: row.key }), total: BigInt(row.total ?? 0), most: BigInt(row.most ?? 0) });

const ofPeriods = (rows: readonly MoneyRow[]): MoneyOfPeriod[] => rows.map((row) => ({ ...moneyOf(row), from: row.first }));

/** First day of the period that a month is in. */
const bucket = (step: CohortStep | null, day: string, bound: Bound, first: string): string => `cast(${step === null ? bound.month(first) : `date_trunc('${step.toLowerCase()}', ${day})`} as date)`;

/** Benefits that were paid, by whom they were for. */
export interface PaidQuestion {
  readonly months: Required<CohortMonths> & { readonly from: string; readonly to: string };
  readonly programmes: readonly CohortBenefit[] | null;
  /** Null for one sum. */
  readonly step: CohortStep | null;
}

/**
 * What was paid out for months, in tiyn, as `share`, for whoever is in `member`, and as `top` the most that one child can have had: of each
 * programme the largest award. A payment is of an award, and an award of all children who are in it that month: each has an equal part, without
 * what does not divide, so that the parts are whole numbers and their sum the same in whatever order it is taken. `by` is of `who`, the member.
 * Awards come first, from the view that has a row for each child of one: payments are ten times as many.
 */
function shareSql(bound: Bound, members: string, { months, programmes, step }: PaidQuestion, by = ''): string {
  const of = (alias: string): string => all([bound.within(`${alias}.month`, months), bound.oneOf(`${alias}.programme`, programmes)]);
  const first = (alias: string): string => `${bucket(step, `${alias}.month`, bound, months.from)} as first`;
  const theirs = (alias: string): string => `${alias}.award in (select award from theirs)`;
  return `with member as (${members}),
      theirs as (select distinct x.award from benefits.benefit_award_child x where x.subject in (select subject from member) and ${bound.oneOf('x.programme', programmes)}),
      inside as (select distinct x.award, x.month, x.subject from benefits.benefit_payment_child x where x.member and x.subject is not null and ${of('x')} and ${theirs('x')}),
      heads as (select award, month, count(*) as heads from inside group by all),
      money as (select p.award, p.month, cast(sum(p.amount) * 100 as bigint) as amount from benefits.benefit_payment p where p.state = 'PAID' and ${of('p')} and ${theirs('p')} group by all),
      share as (select i.subject, ${by}${first('i')}, cast(sum(money.amount // heads.heads) as bigint) as amount
        from inside i join member who on who.subject = i.subject join heads on heads.award = i.award and heads.month = i.month join money on money.award = i.award and money.month = i.month group by all),
      top as (select first, cast(sum(most) as bigint) as most from (select first, programme, max(amount) as most
        from (select p.award, p.programme, ${first('p')}, sum(p.amount) * 100 as amount from benefits.benefit_payment p where p.state = 'PAID' and ${of('p')} group by all) group by all) group by first)`;
}

export async function paidCells(ask: Ask, cohort: Cohort, question: PaidQuestion): Promise<MoneyOfPeriod[]> {
  const bound = new Bound();
  const share = shareSql(bound, membersSql(cohort, bound), question);
  return ofPeriods(await ask<MoneyRow>(`${share} ${moneySql('first')}`, bound.values));
}

/** One sum of each region of residence, for children that a condition about `c` is true of. */
export async function paidByRegion(ask: Ask, where: (bound: Bound) => string, payments: Omit<PaidQuestion, 'step'>): Promise<ReadonlyMap<string, MoneyCell>> {
  const bound = new Bound();
  const share = shareSql(bound, `select c.subject, c.region from registry.civil_child c where ${where(bound)}`, { ...payments, step: null }, 'who.region, ');
  const rows = await ask<Row & MoneyColumns & { readonly region: string | null }>(`${share} ${moneySql('region')}`, bound.values);
  return new Map(rows.flatMap((row) => (row.region === null ? [] : [[row.region, moneyOf(row)] as const])));
}

/** Reporting years, both included. */
export interface CreditedQuestion {
  readonly from: number;
  readonly to: number;
  readonly step: 'YEAR' | null;
}

/** What was credited for reporting years without yields and not taken back since, in cents. */
export async function creditedCells(ask: Ask, cohort: Cohort, { from, to, step }: CreditedQuestion): Promise<MoneyOfPeriod[]> {
  const bound = new Bound();
  const [low, high] = [bound.put(from, 'integer'), bound.put(to, 'integer')];
  const first = `make_date(${step === null ? low : 'x.reporting_year'}, 1, 1) as first`;
  const years = `savings.savings_year x where x.reporting_year between ${low} and ${high}`;
  const rows = await ask<MoneyRow>(
    `with member as (${membersSql(cohort, bound)}),
      share as (select x.subject, ${first}, cast(sum(x.accrued - x.taken_back) * 100 as bigint) as amount from ${years} and x.subject in (select subject from member) group by all),
      top as (select first, cast(sum(most) as bigint) as most from (select ${first}, x.reporting_year, max(x.accrued) * 100 as most from ${years} group by all) group by first)
     ${moneySql('first')}`, bound.values);
  return ofPeriods(rows);
}
