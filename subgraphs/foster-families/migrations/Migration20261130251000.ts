import { Migration } from '@mikro-orm/migrations';

/** When a carer's death was told of here, and with which figures the payment for an adoption was computed last: null while it is to be looked at. */
export class Migration20261130251000 extends Migration {
  override up(): void {
    this.addSql('alter table carer add column death_told_at timestamptz');
    this.addSql('alter table care_entitlement add column figures_at timestamptz');
  }
}
