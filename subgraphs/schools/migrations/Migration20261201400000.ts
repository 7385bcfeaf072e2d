import { Migration } from '@mikro-orm/migrations';
import { referenceTable } from '../../shared/database/row-level-security.js';
import { PROJECT_STEPS } from '../reference/project-steps.js';
import { COST_NORMS, COST_NORMS_BASIS, COST_NORMS_CERTAINTY, COST_NORMS_SINCE, COST_NORMS_SOURCE } from './reference/cost-norms.js';
import { STATED_TARGETS } from './reference/programme-targets.js';
import { KINDS, oneOf, PROGRAMMES, rowOf } from './project/columns.js';

const MARKS = "('A', 'B', 'C', 'D', 'M')";

/** What building projects go by: which step may follow which, what a place may cost, and what programmes were said to build. */
export class Migration20261201400000 extends Migration {
  override up(): void {
    this.steps();
    this.norms();
    this.targets();
    for (const table of ['project_step', 'cost_norm', 'programme_target']) referenceTable('schools', table).forEach((sql) => this.addSql(sql));
  }

  private steps(): void {
    this.addSql(`create table project_step (
      path text not null check (path in ('BUILD', 'PURCHASE')),
      from_stage text not null, to_stage text not null,
      primary key (path, from_stage, to_stage))`);
    this.addSql(`insert into project_step values ${PROJECT_STEPS.map(({ path, from, to }) => rowOf([path, from, to])).join(', ')}`);
  }

  private norms(): void {
    this.addSql(`create table cost_norm (
      capacity int not null check (capacity > 0),
      valid_from date not null, valid_to date check (valid_to > valid_from),
      kzt_per_place numeric(14, 2) not null check (kzt_per_place > 0),
      legal_basis text not null, source text not null, certainty text not null check (certainty in ${MARKS}),
      primary key (capacity, valid_from))`);
    const rows = COST_NORMS.map(([capacity, kzt]) => rowOf([capacity, COST_NORMS_SINCE, null, kzt, COST_NORMS_BASIS, COST_NORMS_SOURCE, COST_NORMS_CERTAINTY]));
    this.addSql(`insert into cost_norm values ${rows.join(', ')}`);
  }

  private targets(): void {
    this.addSql(`create table programme_target (
      id bigint generated always as identity primary key,
      programme text check (programme in (${oneOf(PROGRAMMES)})),
      kind text not null check (kind in (${oneOf(KINDS)})),
      measure text not null check (measure in ('OBJECTS', 'PLACES', 'MONEY')),
      for_year int check (for_year between 2000 and 2100), rural boolean,
      value numeric(18, 2) not null check (value > 0),
      due_year int check (due_year between 2000 and 2100),
      stated_on date not null,
      source text not null, certainty text not null check (certainty in ${MARKS}),
      unique nulls not distinct (programme, kind, measure, for_year, rural, stated_on))`);
    const rows = STATED_TARGETS.map(({ programme, kind, measure, forYear, rural, value, dueYear, statedOn, source, certainty }) => rowOf([programme, kind, measure, forYear, rural, value, dueYear, statedOn, source, certainty]));
    this.addSql(`insert into programme_target (programme, kind, measure, for_year, rural, value, due_year, stated_on, source, certainty) values ${rows.join(', ')}`);
  }
}
