import { Migration } from '@mikro-orm/migrations';

/** What an earlier migration could not look at while others wrote. */
export class Migration20261130240100 extends Migration {
  override up(): void {
    this.addSql('alter table carer_evidence validate constraint carer_evidence_child_iin_check');
    this.addSql('alter table carer_evidence validate constraint carer_evidence_kind_check');
  }
}
