import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { rowLevelSecurity } from '../../shared/database/row-level-security.js';
import { oneOf } from './ledger/chart.js';
import { ANOTHER_RELEASES, official } from './ledger/two-officials.js';

const APP = roleName('savings', 'app');
const MARKS = oneOf(['A', 'B', 'C', 'D']);

/** The columns of a reporting year. */
const FIGURES = ['year', 'list_date', 'credited_on', 'per_child_usd', 'participants', 'total_usd', 'yield_rate', 'yield_certainty', 'legal_basis', 'source', 'certainty'];

/** A year that is published later than the migrations know: put down by one official and released by another, who makes it a row of the table. */
export class Migration20261130220100 extends Migration {
  override up(): void {
    this.addSql(`create table reporting_year_draft (
      id bigint generated always as identity primary key,
      public_id uuid not null unique default gen_random_uuid(),
      year int not null,
      list_date date not null, credited_on date not null check (credited_on > list_date),
      per_child_usd numeric(12, 2) not null check (per_child_usd > 0),
      participants int check (participants > 0),
      total_usd numeric(18, 2) check (total_usd > 0),
      yield_rate numeric(8, 6) not null check (yield_rate >= 0 and yield_rate < 1),
      yield_certainty text not null check (yield_certainty ${MARKS}),
      legal_basis text not null, source text not null,
      certainty text not null check (certainty ${MARKS}),
      status text not null default 'PREPARED' check (status ${oneOf(['PREPARED', 'DONE', 'WITHDRAWN'])}),
      ${official('prepared')},
      ${official('released')},
      recorded_at timestamptz not null default now(),
      constraint reporting_year_draft_prepared check (prepared_account is not null and prepared_iin is not null and prepared_at is not null),
      constraint reporting_year_draft_done check ((status = 'DONE') = (released_at is not null)),
      constraint reporting_year_draft_by_two ${ANOTHER_RELEASES},
      constraint reporting_year_draft_sum check (round(total_usd / participants, 2) = per_child_usd))`);
    this.addSql(`create unique index reporting_year_draft_one on reporting_year_draft (year, status) where status <> 'WITHDRAWN'`);
    rowLevelSecurity('savings', 'reporting_year_draft', { region: null }).forEach((sql) => this.addSql(sql));
    // Figures that were put down are the figures that are released; keys of officials may be replaced.
    this.addSql(`revoke update on reporting_year_draft from "${APP}"`);
    this.addSql(`grant update (status, released_account, released_iin, released_at, prepared_iin) on reporting_year_draft to "${APP}"`);
    this.addSql(`grant insert on reporting_year to "${APP}"`);
    this.addSql(`create function check_reporting_year() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform 1 from reporting_year_draft d where d.status = 'DONE' and ${FIGURES.map((figure) => `d.${figure} is not distinct from new.${figure}`).join(' and ')};
  if not found then raise exception 'a reporting year is released by two officials' using errcode = 'check_violation', constraint = 'reporting_year_released'; end if;
  return null;
end $$`);
    this.addSql(`create trigger reporting_year_checked after insert on reporting_year for each row when (current_user = '${APP}') execute function check_reporting_year()`);
  }
}
