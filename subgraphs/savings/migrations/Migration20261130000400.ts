import { Migration } from '@mikro-orm/migrations';
import { rowLevelSecurity } from '../../shared/database/row-level-security.js';
import { oneOf, OF_A_YEAR } from './ledger/chart.js';
import { ANOTHER_RELEASES, official } from './ledger/two-officials.js';

/** Runs of the years: counted first, released by a second official, credited in parts. */
export class Migration20261130000400 extends Migration {
  override up(): void {
    this.addSql(`create table accrual_run (
      id bigint generated always as identity primary key,
      public_id uuid not null unique default gen_random_uuid(),
      reporting_year int not null references reporting_year,
      dry boolean not null default false,
      status text not null check (status ${oneOf(['COUNTING', 'COUNTED', 'CREDITING', 'DONE', 'WITHDRAWN'])}),
      list_as_of timestamptz,
      credited_on date not null,
      ${official('prepared')},
      ${official('released')},
      finished_at timestamptz,
      recorded_at timestamptz not null default now(),
      check (status <> 'CREDITING' or released_at is not null),
      check (not dry or released_at is null),
      constraint accrual_run_by_two ${ANOTHER_RELEASES})`);
    this.addSql(`create unique index accrual_run_one on accrual_run ((true)) where status in ('COUNTING', 'CREDITING') and not dry`);
    this.addSql(`create table accrual_run_part (
      run_id bigint not null references accrual_run,
      part int not null,
      born_from date not null, born_to date not null check (born_to >= born_from),
      children int not null,
      left_over int not null default 0,
      counted boolean not null default false, credited boolean not null default false,
      recorded_at timestamptz not null default now(),
      primary key (run_id, part))`);
    this.addSql('create index accrual_run_part_uncounted on accrual_run_part (run_id, part) where not counted');
    this.addSql('create index accrual_run_part_uncredited on accrual_run_part (run_id, part) where not credited');
    // By part, so that two who work at a run never wait for one row.
    this.addSql(`create table accrual_run_total (
      run_id bigint not null, part int not null,
      credited boolean not null,
      kind text not null, reporting_year int, birth_year int not null,
      transfers int not null, amount numeric(18, 2) not null,
      recorded_at timestamptz not null default now(),
      foreign key (run_id, part) references accrual_run_part)`);
    this.addSql('create index on accrual_run_total (run_id)');
    for (const table of ['accrual_run', 'accrual_run_part', 'accrual_run_total']) rowLevelSecurity('savings', table, { region: null }).forEach((sql) => this.addSql(sql));
    this.addSql(`alter policy transfer_by_run on transfer with check (kind not ${oneOf(OF_A_YEAR)} or run_id in (select id from accrual_run where status = 'CREDITING'))`);
  }
}
