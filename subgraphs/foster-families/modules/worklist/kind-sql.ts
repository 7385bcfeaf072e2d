/**
 * Where the rows of one kind come from, in SQL with `:today` and `:before`, the day before which something must be due to be listed.
 * It is read past the regions of whoever asks, because brothers and sisters live, and families have children, elsewhere; what is listed
 * is cut to regions by `place` alone (see the repository).
 */
export interface KindSql {
  /** What follows `from`; ends in conditions. Narrows `place` by itself as early as it can. */
  readonly from: (within: Within) => string;
  readonly dueOn: string;
  /** Alias of what has a region and a district. */
  readonly place: string;
  /** Key of what is listed, once for a kind. */
  readonly id: string;
  readonly child?: string;
  readonly carer?: string;
  readonly placement?: string;
  readonly need?: string;
  readonly candidate?: string;
  readonly family?: string;
  readonly adoption?: string;
  /** BIN of a guardianship body. */
  readonly body?: string;
}

/** SQL true of rows of an alias that lie in the regions asked about. */
export type Within = (alias: string) => string;

/** A placement in effect: neither pending nor sealed. */
export const inEffect = (p: string): string => `${p}.valid_to is null and ${p}.awaited_event is null and ${p}.sealed_on is null`;

/**
 * SQL: the birth and death of a child (`k`) for a row that has been found. `offset 0` has it looked up by the key: left to itself the planner,
 * which takes what must be due for cheap or dear beyond measure, has gone through all children for each row.
 */
export const bornAs = (k: string, iin: string): string => `cross join lateral (select b.birth_date, b.died_on from known_child b where b.iin = ${iin} offset 0) ${k}`;

/** Whether a child of `known_child` is under an age on a day; whoever was born on 29 February is older from 1 March on. */
export const under = (years: number, k: string, day = ':today::date'): string => `extract(year from age(${day}, ${k}.birth_date)) < ${years}`;

/** Every form ends at 18 without an act (130(3)): nobody is supervised from then on, whether or not the placement has been ended. */
export const minor = (k: string): string => under(18, k);
