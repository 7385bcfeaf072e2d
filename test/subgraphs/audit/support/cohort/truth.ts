import type { CohortFilter, CohortMonths } from '../../../../../subgraphs/audit/modules/cohort/filter/cohort-filter.type.js';

/* Who is in a cohort, by what the population says of each child: in no SQL, and without a word of what answers auditors. */

/** Days, the last of them not included; null while it lasts. */
export interface Span {
  readonly from: string;
  readonly to: string | null;
}

export interface TrueChild {
  /** Whatever tells children apart. */
  readonly id: string;
  /** First day of the month. */
  readonly born: string;
  readonly sex: 'FEMALE' | 'MALE';
  /** Null where it is withheld, or there is none. */
  readonly region: string | null;
  readonly died: boolean;
  readonly citizen: boolean;
  readonly care: readonly (Span & { readonly form: string })[];
  readonly rights: readonly (Span & { readonly status: string })[];
  /** Reporting years. */
  readonly lists: readonly number[];
  /** Days on a roll. */
  readonly rolls: readonly Span[];
  /** Days in awards. */
  readonly awards: readonly (Span & { readonly programme: string })[];
}

const monthNumber = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));

const inMonths = (day: string, months: CohortMonths | null | undefined): boolean =>
  (months?.from == null || monthNumber(day) >= monthNumber(months.from)) && (months?.to == null || monthNumber(day) <= monthNumber(months.to));

/** Whether a span has a day of the months; of one that is told by months, the one in which it ended counts. */
function touches({ from, to }: Span, months: CohortMonths | null | undefined, byMonth: boolean): boolean {
  const begun = months?.to == null || monthNumber(from) <= monthNumber(months.to);
  if (months?.from == null || to === null) return begun;
  return begun && (byMonth ? monthNumber(to) >= monthNumber(months.from) : to > `${months.from.slice(0, 7)}-01`);
}

const oneOf = <T>(value: T, values: readonly T[] | null | undefined): boolean => values == null || values.includes(value);

const is = (value: boolean, wanted: boolean | null | undefined): boolean => wanted == null || value === wanted;

function isChild(child: TrueChild, wanted: NonNullable<CohortFilter['child']>, day: string): boolean {
  const age = Math.floor((monthNumber(day) - monthNumber(child.born)) / 12);
  return (wanted.regions == null || (child.region !== null && wanted.regions.includes(child.region)))
    && (wanted.ageFrom == null || age >= wanted.ageFrom) && (wanted.ageTo == null || age <= wanted.ageTo)
    && (wanted.sex == null || child.sex === wanted.sex) && inMonths(child.born, wanted.born) && is(child.died, wanted.died) && is(child.citizen, wanted.citizen);
}

/** Whether a filter is true of a child. Of the parts that a test does not ask, nothing is known here. */
export function holds(child: TrueChild, filter: CohortFilter, day: string): boolean {
  const { care, parentalRights: rights, savings, schooling, benefit } = filter;
  return (filter.child == null || isChild(child, filter.child, day))
    && (care == null || child.care.some((one) => oneOf<string>(one.form, care.forms) && touches(one, care.months, false)))
    && (rights == null || child.rights.some((one) => oneOf<string>(one.status, rights.statuses) && touches(one, rights.months, true)))
    && (savings == null || child.lists.some((year) => oneOf(year, savings.onListOf)))
    && (schooling == null || child.rolls.some((one) => touches(one, schooling.months, false)))
    && (benefit == null || child.awards.some((one) => oneOf<string>(one.programme, benefit.programmes) && touches(one, benefit.months, true)))
    && (filter.all ?? []).every((one) => holds(child, one, day))
    && (filter.any == null || filter.any.some((one) => holds(child, one, day)))
    && (filter.not == null || !holds(child, filter.not, day));
}
