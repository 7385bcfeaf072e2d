import { Migration } from '@mikro-orm/migrations';
import { referenceTable } from '../../shared/database/row-level-security.js';
import { roleName } from '../../shared/database/roles.js';
import { KEY_COLUMN, RECORD_COLUMNS } from './columns.js';

const oneOf = (...values: readonly string[]): string => `in (${values.map((value) => `'${value}'`).join(', ')})`;
const PROGRAMME = `programme text not null check (programme ${oneOf('KIVA', 'DOSBOL_LIKE')})`;
const STAGES = oneOf('SELECTED', 'TRAINED', 'BASELINE_SURVEY', 'DELIVERING', 'FOLLOWUP_SURVEY', 'SUSTAINED', 'WITHDRAWN');
const SCHOOL = 'school_id bigint not null references school';

/** What was said of the two programmes, when and where. Numbers moved: none replaces another. */
const STATEMENTS = [
  ['KIVA', '2024-09-01', 'PILOT_SCHOOLS', '110', 'schools', 'Pilot from 1 September 2024, the 79 hub schools briefed by Nazarbayev Intellectual Schools among them; press quoting the ministry', 'B'],
  ['KIVA', '2024-09-01', 'SCHOOLS_A_YEAR_PLANNED', '1500', 'schools a year from 2025/26', 'Press quoting the ministry; whether it was done was not found', 'B'],
  ['DOSBOL_LIKE', '2024-03-01', 'PILOT_SCHOOLS', '50', 'schools in 9 regions', 'Ministry\'s announcement of March 2024', 'A'],
  ['DOSBOL_LIKE', '2024-03-01', 'PILOT_PUPILS', '70000', 'pupils, about', 'Ministry\'s announcement of March 2024', 'A'],
  ['DOSBOL_LIKE', '2024-03-01', 'PILOT_TEACHERS', '5500', 'teachers, at least', 'Ministry\'s announcement of March 2024', 'A'],
  ['DOSBOL_LIKE', '2025-09-01', 'ALL_SCHOOLS', '1', 'all schools and colleges', 'Ministry: nationwide from 1 September 2025', 'A'],
  ['DOSBOL_LIKE', '2025-09-01', 'STAFF_TRAINED', '2500', 'people', 'Ministry, 2025', 'A'],
  ['DOSBOL_LIKE', '2025-09-01', 'STAFF_TRAINED_PLANNED', '8000', 'people in the year, at least', 'Ministry, 2025', 'A'],
  ['DOSBOL_LIKE', '2025-09-01', 'AGGRESSORS_CHANGE', '-1.5', 'per cent, 2025 against 2024', 'Ministry, 2025', 'A'],
  ['DOSBOL_LIKE', '2025-09-01', 'VICTIMS_CHANGE', '-5.4', 'per cent, 2025 against 2024, by pupils themselves', 'Ministry, 2025', 'A'],
  ['DOSBOL_LIKE', '2025-09-01', 'TRUSTED_ADULT_FACTOR', '3', 'times as many pupils with a trusted adult, 2025 against 2024', 'Ministry, 2025', 'A'],
] as const;

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/**
 * The programmes against bullying: how far each school has come, who is trained, what its pupils answered and how many cases there were.
 * Nothing in it is about one child. Everything is added and nothing changed: what is recorded last of a year or a quarter is what holds.
 */
export class Migration20261201420100 extends Migration {
  override up(): void {
    this.addSql(`create table prevention_statement (programme text not null, stated_on date not null, code text not null, value numeric not null, unit text not null, source text not null,
      certainty text not null check (certainty in ('A', 'B', 'C', 'D', 'M')), primary key (programme, code, stated_on))`);
    this.addSql(`insert into prevention_statement (programme, stated_on, code, value, unit, source, certainty) values ${STATEMENTS.map((row) => `(${row.map(text).join(', ')})`).join(', ')}`);
    referenceTable('schools', 'prevention_statement').forEach((sql) => this.addSql(sql));

    this.recorded('prevention_stage', `stage text not null check (stage ${STAGES}), reached_on date not null`, 'reached_on');
    this.recorded('prevention_staff', 'counted_on date not null, trained int not null check (trained >= 0)', 'counted_on');
    this.recorded('prevention_survey', `school_year int not null, surveyed_on date not null,
      respondents int not null check (respondents > 0),
      victims int not null check (victims between 0 and respondents), aggressors int not null check (aggressors between 0 and respondents),
      with_trusted_adult int not null check (with_trusted_adult between 0 and respondents)`, 'school_year');
    this.recorded('prevention_cases', `quarter date not null check (extract(day from quarter) = 1 and extract(month from quarter) in (1, 4, 7, 10)),
      opened int not null check (opened >= 0), closed int not null check (closed >= 0),
      median_days numeric(6, 1) check (median_days >= 0), check ((median_days is null) = (closed = 0))`, 'quarter');
  }

  private recorded(table: string, columns: string, by: string): void {
    this.addSql(`create table ${table} (${KEY_COLUMN}, ${SCHOOL}, ${PROGRAMME}, ${columns}, ${RECORD_COLUMNS})`);
    this.addSql(`create index on ${table} (school_id, programme, ${by}, id)`);
    this.addSql(`grant select, insert on ${table} to "${roleName('schools', 'app')}"`);
    this.addSql(`grant select on ${table} to "${roleName('schools', 'export')}"`);
  }
}
