import { Migration } from '@mikro-orm/migrations';
import { referenceTable } from '../../shared/database/row-level-security.js';
import { roleName } from '../../shared/database/roles.js';
import { oneOf } from './ledger/chart.js';

/**
 * A rate that another took the place of, when and by whom. Nobody edits what stands here; it is written by a trigger, whoever changes a
 * rate. One from memory (M) is replaced by whatever was published, without a name.
 */
export class Migration20261201200000 extends Migration {
  override up(): void {
    this.addSql(`create table exchange_rate_replaced (
      id bigint generated always as identity primary key,
      currency text not null, day date not null,
      kzt numeric(12, 4) not null,
      source text not null,
      certainty text not null check (certainty ${oneOf(['A', 'B', 'C', 'D', 'M'])}),
      recorded_at timestamptz not null,
      replaced_at timestamptz not null default clock_timestamp(),
      replaced_by text check (length(replaced_by) between 1 and 200),
      constraint exchange_rate_replaced_by check (replaced_by is not null or certainty = 'M'))`);
    this.addSql('create index on exchange_rate_replaced (currency, day)');
    referenceTable('savings', 'exchange_rate_replaced').forEach((sql) => this.addSql(sql));
    this.addSql(`grant insert on exchange_rate_replaced to "${roleName('savings', 'app')}"`);
    this.addSql(`create function keep_exchange_rate() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  insert into exchange_rate_replaced (currency, day, kzt, source, certainty, recorded_at, replaced_by)
  values (old.currency, old.day, old.kzt, old.source, old.certainty, old.recorded_at, nullif(current_setting('app.replaced_by', true), ''));
  return null;
end $$`);
    this.addSql('create trigger exchange_rate_kept after update on exchange_rate for each row execute function keep_exchange_rate()');
  }
}
