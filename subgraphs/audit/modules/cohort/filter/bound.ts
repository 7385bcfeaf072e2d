import { monthStart } from '../../../../shared/calendar.js';
import type { Parameter } from '../../snapshot/read/snapshot-session.js';
import type { CohortMonths } from './cohort-filter.type.js';

/** Values of one question: none of them is ever text of it. */
export class Bound {
  readonly values: Parameter[] = [];

  /** SQL of a value. */
  put(value: Parameter, type: 'varchar' | 'integer' | 'date' | 'boolean' | 'decimal(18,6)' | 'uuid'): string {
    this.values.push(value);
    return `cast($${this.values.length} as ${type})`;
  }

  month(day: string): string {
    return this.put(monthStart(day), 'date');
  }

  /** The first day that is not in a day's month any more; worked out here, since DuckDB compares moments where it adds to a day. */
  after(day: string): string {
    return this.put(monthStart(day, 1), 'date');
  }

  /** SQL that is true where a text is one of some; where none are given, always. */
  oneOf(column: string, values: readonly (string | number)[] | null | undefined, type: 'varchar' | 'integer' = 'varchar'): string {
    return values == null ? 'true' : `${column} in (${values.map((value) => this.put(value, type)).join(', ')})`;
  }

  is(column: string, value: boolean | null | undefined): string {
    return value == null ? 'true' : `${column} = ${this.put(value, 'boolean')}`;
  }

  /** Where a day, or the first of a month, is in the months. */
  within(column: string, months: CohortMonths | null | undefined): string {
    const { from, to } = months ?? {};
    return all([from == null ? 'true' : `${column} >= ${this.month(from)}`, to == null ? 'true' : `${column} < ${this.after(to)}`]);
  }

  /** Where something held in the months; `until` is the last month, or the first day on which it no longer held. */
  overlap(since: string, until: string, ends: 'IN_MONTH' | 'BEFORE_DAY', months: CohortMonths | null | undefined): string {
    const { from, to } = months ?? {};
    const over = ends === 'IN_MONTH' ? '>=' : '>';
    return all([from == null ? 'true' : `(${until} is null or ${until} ${over} ${this.month(from)})`, to == null ? 'true' : `${since} < ${this.after(to)}`]);
  }
}

/** SQL of all conditions together; those that are always true are left out. */
export function all(conditions: readonly string[]): string {
  const said = conditions.filter((one) => one !== 'true');
  return said.length === 0 ? 'true' : said.map((one) => `(${one})`).join(' and ');
}

/** SQL that is true of children whose pseudonym a view has in such rows; true or false of every child. */
export const among = (from: string, where: string, subject = 'subject'): string => `c.subject in (select ${subject} from ${from} where ${subject} is not null and ${where})`;

/** What is unknown of a child does not hold, so that a condition and its opposite are everybody. */
export const known = (condition: string): string => (condition === 'true' ? condition : `coalesce(${condition}, false)`);
