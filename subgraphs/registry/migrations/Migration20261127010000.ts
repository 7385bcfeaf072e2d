import { Migration } from '@mikro-orm/migrations';
import { rowLevelSecurity, visibleThrough } from '../../shared/database/row-level-security.js';
import { FACT_COLUMNS, KEY_COLUMN } from './columns.js';

/** Marriages: with one a minor comes of age. Each is a row of both spouses' records. */
export class Migration20261127010000 extends Migration {
  override up(): void {
    this.addSql(`create table marriage (${KEY_COLUMN},
      iin text not null references person on update cascade,
      spouse_iin text not null references person on update cascade check (spouse_iin <> iin), ${FACT_COLUMNS},
      began_by bigint references registration,
      ended_by bigint references registration)`);
    this.addSql('create index on marriage (iin)');
    this.addSql('create index on marriage (spouse_iin)');
    this.addSql('create unique index on marriage (iin) where valid_to is null and superseded_at is null');
    this.addSql(KEEP_HISTORY);
    this.addSql('create trigger marriage_history before update on marriage for each row execute function keep_marriage_history()');
    rowLevelSecurity('registry', 'marriage', { condition: visibleThrough('person', 'iin', 'marriage.iin') }).forEach((sql) => this.addSql(sql));
  }
}

/** As the other facts' own, which does not know that a spouse's IIN may be replaced. */
const KEEP_HISTORY = `
  create function keep_marriage_history() returns trigger language plpgsql as $$
  declare
    free constant text[] := '{iin,spouse_iin,valid_to,ended_by,superseded_at}';
  begin
    if to_jsonb(new) - free is distinct from to_jsonb(old) - free
      or old.superseded_at is not null and new.superseded_at is distinct from old.superseded_at
      or old.valid_to is not null and (new.valid_to, new.ended_by) is distinct from (old.valid_to, old.ended_by) then
      raise exception 'A fact is ended or superseded once, and never changed.' using errcode = 'restrict_violation';
    end if;
    return new;
  end $$`;
