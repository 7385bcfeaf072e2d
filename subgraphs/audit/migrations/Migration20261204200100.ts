import { Migration } from '@mikro-orm/migrations';

/** A snapshot whose key is lost with the secret that it was sealed under, as an operator has said; and what became of findings that stood at it. */
export class Migration20261204200100 extends Migration {
  override up(): void {
    this.addSql('alter table snapshot add column given_up_at timestamptz');
    this.addSql('alter table finding_event drop constraint finding_event_kind_check');
    this.addSql(`alter table finding_event add constraint finding_event_kind_check check (kind in ('ASSIGNED', 'ANSWERED', 'ACCEPTED', 'SENT_BACK', 'FOUND_AGAIN', 'LEFT_BEHIND')) not valid`);
  }
}
