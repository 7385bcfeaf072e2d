import { Migration } from '@mikro-orm/migrations';
import { referenceTable } from '../../shared/database/row-level-security.js';

const text = (value: string | number | null): string => (value === null ? 'null' : `'${String(value).replaceAll("'", "''")}'`);

const SERVICE = 'State service "Acceptance of documents and enrolment"';

const EGOV = 'egov.kz, 2025 and 2026';
const NOT_READ = 'Custom; the act was not read';

type Rule = readonly [kind: string, code: string, from: string, to: string | null, value: number | null, opens: string | null, closes: string | null, form: string | null, neededFor: string | null, basis: string, source: string, certainty: string];

/** Windows, papers, figures and grounds of refusal, as far as they are known here. A change is a new row with its own period. */
const RULES: readonly Rule[] = [
  ['WINDOW', 'CLASS_1', '2012-01-01', '2025-01-01', null, '04-01', '08-01', null, null, SERVICE, 'egov.kz, before 2025', 'A'],
  ['WINDOW', 'CLASS_1', '2025-01-01', null, null, '04-01', '08-31', null, null, SERVICE, EGOV, 'A'],
  ['PAPER', 'HEALTH_PASSPORT', '2012-01-01', null, null, null, null, '065/у', 'EVERYBODY', SERVICE, EGOV, 'A'],
  ['PAPER', 'HEALTH_CERTIFICATE', '2012-01-01', '2026-01-01', null, null, null, '026/у-3', 'EVERYBODY', SERVICE, 'egov.kz, 2025', 'A'],
  ['PAPER', 'HEALTH_CERTIFICATE', '2026-01-01', null, null, null, null, '052-2/у', 'EVERYBODY', SERVICE, 'egov.kz, 2026', 'A'],
  ['PAPER', 'PHOTO', '2012-01-01', null, null, null, null, null, 'EVERYBODY', SERVICE, EGOV, 'A'],
  ['PAPER', 'PMPC_CONCLUSION', '2012-01-01', null, null, null, null, null, 'SPECIAL_CONDITIONS', SERVICE, EGOV, 'A'],
  ['PAPER', 'RESIDENCE_PAPER', '2012-01-01', null, null, null, null, null, 'FOREIGNERS', SERVICE, EGOV, 'A'],
  ['PAPER', 'PERSONAL_FILE', '2012-01-01', null, null, null, null, null, 'TRANSFER', 'Personal file of the pupil, from the school before', NOT_READ, 'M'],
  ['FIGURE', 'ANSWER_WORKING_DAYS', '2012-01-01', null, 1, null, null, null, null, SERVICE, EGOV, 'A'],
  ['FIGURE', 'CLASS_0_AGE', '2012-01-01', null, 5, null, null, null, null, 'The pre-school class is the year before class 1', NOT_READ, 'M'],
  ['FIGURE', 'PLACES_SET_ASIDE', '2012-01-01', null, 1, null, null, null, null, 'Places of every intake for children who come by a guardianship body\'s decision', 'House rule', 'D'],
  ['GROUND', 'INCOMPLETE_PAPERS', '2012-01-01', null, null, null, null, null, null, SERVICE, '2021', 'B'],
  ['GROUND', 'NO_PLACE', '2012-01-01', null, null, null, null, null, null, `${SERVICE}: the roll would be above the design capacity`, '2021', 'B'],
  ['GROUND', 'AGE', '2012-01-01', null, null, null, null, null, null, `${SERVICE}: class 1 from the age of six`, EGOV, 'A'],
  ['GROUND', 'OUTSIDE_WINDOW', '2012-01-01', null, null, null, null, null, null, `${SERVICE}: term of applications`, EGOV, 'A'],
];

const PERIOD = 'valid_from date not null, valid_to date check (valid_to > valid_from)';

/** What children are admitted to schools by, as dated data. */
export class Migration20261201410000 extends Migration {
  override up(): void {
    this.addSql(`create table admission_rule (
      kind text not null check (kind in ('WINDOW', 'PAPER', 'FIGURE', 'GROUND')), code text not null, ${PERIOD},
      value int, opens text, closes text, form text, needed_for text,
      legal_basis text not null, source text not null, certainty text not null check (certainty in ('A', 'B', 'C', 'D', 'M')),
      check ((kind = 'WINDOW') = (opens is not null and closes is not null)), check ((kind = 'PAPER') = (needed_for is not null)), check ((kind = 'FIGURE') = (value is not null)),
      primary key (kind, code, valid_from))`);
    this.addSql(`insert into admission_rule (kind, code, valid_from, valid_to, value, opens, closes, form, needed_for, legal_basis, source, certainty) values
      ${RULES.map((rule) => `(${rule.map(text).join(', ')})`).join(', ')}`);
    referenceTable('schools', 'admission_rule').forEach((sql) => this.addSql(sql));
  }
}
