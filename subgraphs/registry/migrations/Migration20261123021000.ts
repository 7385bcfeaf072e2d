import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { rowLevelSecurity, visibleThrough } from '../../shared/database/row-level-security.js';
import { FACT_TABLES, KEEP_HISTORY, PERSON_TABLES, sealedTable } from './history.js';

const APP = `"${roleName('registry', 'app')}"`;
const OWNER = `"${roleName('registry', 'owner')}"`;

/**
 * The register's own changes: the journal of what was registered, whose entries begin and end dated facts; a version that
 * counts a record's changes; and the sealed link of a replaced IIN. The next
 * migration checks the rows that are there.
 */
export class Migration20261123021000 extends Migration {
  override up(): void {
    this.addSql('alter table person add column version integer not null default 1');
    for (const [table, column] of PERSON_TABLES) this.followPerson(table, column);
    this.journal();
    this.addSql(KEEP_HISTORY);
    for (const table of FACT_TABLES) this.keepHistory(table);
    this.earlierIdentities();
    this.replacements();
  }

  /** A replaced IIN takes along what hangs on it. */
  private followPerson(table: string, column: string): void {
    const name = `${table}_${column}_fkey`;
    this.addSql(`alter table ${table} drop constraint ${name}`);
    this.addSql(`alter table ${table} add constraint ${name} foreign key (${column}) references person on update cascade not valid`);
  }

  /** What was registered, in the order of the record's versions. */
  private journal(): void {
    this.addSql(`create table registration (
      id bigint generated always as identity primary key,
      iin text not null references person on update cascade,
      kind text not null check (kind ~ '^[A-Z_]{3,40}$'),
      occurred_on date not null,
      received_on date not null check (received_on >= occurred_on),
      source text not null,
      version integer not null check (version > 0),
      recorded_at timestamptz not null default now(),
      unique (iin, version))`);
    rowLevelSecurity('registry', 'registration', { condition: visibleThrough('person', 'iin', 'registration.iin') }).forEach((sql) => this.addSql(sql));
    this.addSql(`revoke update on registration from ${APP}`);
  }

  /**
   * Which entry of the journal began a fact and which ended it; none for facts that came with the first load. An entry of a
   * fact is ended once and superseded once: a correction is a row of its own.
   */
  private keepHistory(table: string): void {
    this.addSql(`alter table ${table} add column began_by bigint, add column ended_by bigint`);
    for (const column of ['began_by', 'ended_by']) {
      this.addSql(`alter table ${table} add constraint ${table}_${column}_fkey foreign key (${column}) references registration not valid`);
    }
    this.addSql(`create trigger ${table}_history before update on ${table} for each row execute function keep_history()`);
  }

  /** Names and birth date that an adoption changed: kept, and read by nobody (Code on Marriage and Family, 102). */
  private earlierIdentities(): void {
    this.addSql(`create table earlier_identity (
      id bigint generated always as identity primary key,
      iin text not null references person on update cascade,
      birth_date date not null,
      surname_kk text not null, given_kk text not null, patronymic_kk text,
      surname_ru text not null, given_ru text not null, patronymic_ru text,
      surname_latin text not null, given_latin text not null, patronymic_latin text,
      registered_on date not null,
      ended_by bigint not null references registration,
      recorded_at timestamptz not null default now())`);
    this.addSql('create index on earlier_identity (iin)');
    sealedTable('earlier_identity', APP).forEach((sql) => this.addSql(sql));
  }

  /** Old IIN and new. The process adds to it and learns only whether an IIN was ever replaced, so that it is not given out again. */
  private replacements(): void {
    this.addSql(`create table iin_replacement (
      old_iin text primary key check (old_iin ~ '^[0-9]{12}$'),
      new_iin text not null check (new_iin ~ '^[0-9]{12}$'),
      basis text not null,
      registration bigint not null references registration,
      recorded_at timestamptz not null default now())`);
    sealedTable('iin_replacement', APP).forEach((sql) => this.addSql(sql));
    // As whom the function below reads.
    this.addSql(`create policy iin_replacement_asked on iin_replacement for select to ${OWNER} using (true)`);
    this.addSql(`create function iin_was_replaced(asked text) returns boolean language sql stable security definer
      set search_path = pg_catalog, pg_temp
      as 'select exists (select 1 from public.iin_replacement where old_iin = asked)'`);
    this.addSql('revoke all on function iin_was_replaced(text) from public');
    this.addSql(`grant execute on function iin_was_replaced(text) to ${APP}`);
  }
}
