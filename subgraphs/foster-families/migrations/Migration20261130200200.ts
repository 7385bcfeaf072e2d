import { Migration } from '@mikro-orm/migrations';

const KINDS = ['RECORDED', 'TOOK_EFFECT', 'SHIELDED', 'SHIELDING_LIFTED', 'ENDED', 'MEANS_RECORDED', 'ADOPTION_PAYMENT_DECIDED'].map((kind) => `'${kind}'`).join(', ');

/** A placement's journal also says that the ward's means were recorded, and that the payment for an adoption was decided. */
export class Migration20261130200200 extends Migration {
  override up(): void {
    this.addSql('alter table placement_event drop constraint placement_event_kind_check');
    this.addSql(`alter table placement_event add constraint placement_event_kind_check check (kind in (${KINDS})) not valid`);
  }
}
