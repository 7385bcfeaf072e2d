import { Migration } from '@mikro-orm/migrations';
import { closedTable } from './closed-table.js';

/** Who asked whose pseudonym a finding has, and what a second auditor said. Of whom it is about there is the number of the subject, and no IIN. */
export class Migration20261203410000 extends Migration {
  override up(): void {
    this.addSql(`create table identification (
      id bigint generated always as identity primary key,
      public_id uuid not null unique default gen_random_uuid(),
      engagement_id bigint not null references engagement,
      finding_id bigint not null references finding,
      requested_by_iin text not null,
      requested_by text not null,
      reason text not null,
      requested_at timestamptz not null default clock_timestamp(),
      decide_by date not null,
      decided_by_iin text,
      decided_by text,
      decided_at timestamptz,
      approved boolean,
      note text,
      ministry text,
      until date,
      answered_at timestamptz,
      check ((approved is null) = (decided_at is null) and (approved is null) = (decided_by_iin is null) and (approved is null) = (decided_by is null) and (approved is null) = (note is null)),
      check (coalesce(approved, false) = (until is not null)),
      check (decided_by_iin <> requested_by_iin),
      check (answered_at is null or approved))`);
    this.addSql('create index identification_engagement on identification (engagement_id, id)');
    this.addSql('create index identification_finding on identification (finding_id)');
    this.addSql('create index identification_requested_by on identification (requested_by_iin)');
    this.addSql('create index identification_decided_by on identification (decided_by_iin)');
    closedTable('identification', { pull: 'update', register: 'insert, update' }).forEach((sql) => this.addSql(sql));
  }
}
