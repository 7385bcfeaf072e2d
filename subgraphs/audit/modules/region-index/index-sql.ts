import { among, Bound } from '../cohort/filter/bound.js';
import { paidByRegion, type Ask } from '../cohort/cohort-sql.js';
import { cellOf, cellSql, type CellColumns, type MoneyCell } from '../cohort/noise/cell.js';
import type { Row } from '../snapshot/read/rows.js';
import type { FlaggedCell, Flags } from './measures.js';

/** The year of an index, and the day that it is of: its last, or the snapshot's. */
export interface IndexYear {
  readonly year: number;
  readonly day: string;
}

/** Children on the day. A birth date is a month: who turns 18 in the month is not one any more. */
const childrenOf = (bound: Bound, day: string): string => {
  const on = bound.put(day, 'date');
  return `c.born <= ${on} and c.of_age > ${on} and (c.died is null or c.died > ${on})`;
};

const FLAGS = ['benefit', 'claim', 'care', 'family', 'enrolled', 'listed', 'citizen', 'school_age', 'born_in_year', 'birth_grant'] as const;

function flagsSql(bound: Bound, { year, day }: IndexYear): Readonly<Record<keyof Flags, string>> {
  const on = bound.put(day, 'date');
  const which = bound.put(year, 'integer');
  const lasts = (since: string, until: string): string => `${since} <= ${on} and (${until} is null or ${until} > ${on})`;
  const age = `date_diff('month', c.born, ${on}) // 12`;
  return {
    benefit: among('benefits.benefit_award_child x', `not x.never_due and x.since <= ${on} and (x.until is null or x.until >= date_trunc('month', ${on}))`, 'x.subject'),
    claim: among('savings.savings_claim x', 'x.closed_on is null', 'x.subject'),
    care: among('foster_families.care_placement x', `x.form <> 'GUEST' and ${lasts('x.since', 'x.until')}`, 'x.subject'),
    family: among('foster_families.care_placement x', `x.form not in ('GUEST', 'INSTITUTION') and ${lasts('x.since', 'x.until')}`, 'x.subject'),
    enrolled: among('schools.school_enrolment x', lasts('x.since', 'x.until'), 'x.subject'),
    listed: among('savings.savings_year x', `x.on_list and x.reporting_year = ${which}`, 'x.subject'),
    citizen: 'c.citizen',
    school_age: `${age} between 6 and 17`,
    born_in_year: `year(c.born) = ${which}`,
    birth_grant: among('benefits.benefit_award_child x', `x.programme = 'BIRTH' and not x.never_due and year(x.since) = ${which} and x.since <= ${on}`, 'x.subject'),
  };
}

/** The children of the day, by region and by what is known of them: no two cells have one in common. */
export async function flaggedCells(ask: Ask, when: IndexYear): Promise<FlaggedCell[]> {
  const bound = new Bound();
  const flags = Object.entries(flagsSql(bound, when)).map(([name, sql]) => `${sql} as ${name}`).join(', ');
  const rows = await ask<Row & CellColumns & Flags & { readonly region: string | null }>(
    `select region, ${FLAGS.join(', ')}, ${cellSql('subject')} from (select c.subject, c.region, ${flags} from registry.civil_child c where ${childrenOf(bound, when.day)}) group by all`, bound.values);
  return rows.map(({ children, key, ...rest }) => ({ ...rest, ...cellOf({ children, key }) }));
}

/** What benefits paid for the year's months to the day, by region, to the children of the day. */
export const spendOf = (ask: Ask, { year, day }: IndexYear): Promise<ReadonlyMap<string, MoneyCell>> =>
  paidByRegion(ask, (bound) => childrenOf(bound, day), { months: { from: `${year}-01-01`, to: day }, programmes: null });

/** A region's schools, which are published: nothing of any child. */
export interface Places {
  readonly region: string;
  readonly pupils: number;
  readonly places: number;
  readonly deficit: number;
}

export const placesOf = (ask: Ask, { year }: IndexYear): Promise<Places[]> =>
  ask<Row & Places>('select region, cast(sum(pupils) as integer) as pupils, cast(sum(places) as integer) as places, cast(sum(deficit) as integer) as deficit from schools.school_roll where school_year = cast($1 as integer) and region is not null group by region', [year]);
