import { Migration } from '@mikro-orm/migrations';

const KINDS = 'RECORDED TOOK_EFFECT SHIELDED SHIELDING_LIFTED EXTENDED VISITED REPORTED MEANS_RECORDED ADOPTION_PAYMENT_DECIDED REVIEW_BEGUN REVIEW_DECIDED BROKEN_DOWN ENDED'
  .split(' ').map((kind) => `'${kind}'`).join(', ');

/** A placement's journal also says who recorded an entry, and tells of reviews and breakdowns. */
export class Migration20261201300100 extends Migration {
  override up(): void {
    this.addSql('alter table placement_event add column official text, add column organisation text');
    this.addSql('alter table placement_event drop constraint placement_event_kind_check');
    this.addSql(`alter table placement_event add constraint placement_event_kind_check check (kind in (${KINDS})) not valid`);
  }
}
