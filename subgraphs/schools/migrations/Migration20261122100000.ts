import { Migration } from '@mikro-orm/migrations';
import { referenceTable } from '../../shared/database/row-level-security.js';

/**
 * What schools are counted and enrolled by, as dated data. `from` is 2012, the first school year of the children served
 * here, where the source names no beginning.
 */
const NORMS = [
  { code: 'SHIFTS_COUNTED', from: '2021-01-01', value: 2, unit: 'shifts',
    basis: 'Counting convention of the ministry: places of a building are its design capacity in two shifts', source: 'Ministry\'s figures on the deficit of places, 2021–2025', certainty: 'D' },
  { code: 'CLASS_1_AGE', from: '2012-01-01', value: 6, unit: 'years on the first day of the school year',
    basis: 'State service "Acceptance of documents and enrolment": class 1 from the age of six', source: 'egov.kz, 2025 and 2026', certainty: 'A' },
  { code: 'LAST_CLASS', from: '2012-01-01', value: 11, unit: 'class',
    basis: 'General secondary education ends with class 11', source: 'Custom; the act was not read', certainty: 'M' },
  { code: 'SCHOOL_AGE_LAST', from: '2012-01-01', value: 17, unit: 'years on the first day of the school year',
    basis: 'Class 1 at six or seven, eleven classes', source: 'Derived from CLASS_1_AGE and LAST_CLASS', certainty: 'D' },
  { code: 'SCHOOL_YEAR_MONTH', from: '2012-01-01', value: 9, unit: 'month whose first day begins the school year',
    basis: 'The school year begins on 1 September', source: 'Ministry\'s announcements of new schools "by 1 September"', certainty: 'A' },
  { code: 'SMALLEST_COUNT', from: '2012-01-01', value: 5, unit: 'pupils',
    basis: 'Counts of fewer children are not published', source: 'House rule on small groups', certainty: 'D' },
] as const;

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

const values = NORMS.map(({ code, from, value, unit, basis, source, certainty }) =>
  `(${[text(code), text(from), 'null', String(value), text(unit), text(basis), text(source), text(certainty)].join(', ')})`);

/** The norms. A change is a new row with its own period, never an edit of an old one. */
export class Migration20261122100000 extends Migration {
  override up(): void {
    this.addSql(`create table school_norm (
      code text not null,
      valid_from date not null, valid_to date check (valid_to > valid_from),
      value int not null, unit text not null,
      legal_basis text not null, source text not null, certainty text not null check (certainty in ('A', 'B', 'C', 'D', 'M')),
      primary key (code, valid_from))`);
    this.addSql(`insert into school_norm values ${values.join(', ')}`);
    referenceTable('schools', 'school_norm').forEach((sql) => this.addSql(sql));
  }
}
