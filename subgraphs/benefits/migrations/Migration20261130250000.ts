import { Migration } from '@mikro-orm/migrations';

/**
 * A carer's pay is one for all children: on no day has a guardianship body told of two of one programme for the same person. Days as they were
 * told; what was never due has none, and is in nobody's way.
 */
export class Migration20261130250000 extends Migration {
  override up(): void {
    this.addSql('alter table due_entitlement add column carer_iin text, add column programme text, add column days daterange');
    this.addSql(`alter table due_entitlement add constraint due_entitlement_pay_once
      exclude using gist (carer_iin with =, programme with =, days with &&) where (carer_iin is not null)`);
  }
}
