import { Migration } from '@mikro-orm/migrations';

/** Consents, why brothers and sisters were parted, and how often a contract was extended. */
export class Migration20261130230300 extends Migration {
  override up(): void {
    this.addSql('alter table placement add column child_consent boolean, add column siblings_apart text, add column extensions int not null default 0');
    this.addSql(`alter table placement add constraint placement_siblings_apart_check check (siblings_apart in ('IN_THEIR_INTEREST', 'IN_THEIR_INTEREST_AND_STRANGERS')) not valid`);
  }
}
