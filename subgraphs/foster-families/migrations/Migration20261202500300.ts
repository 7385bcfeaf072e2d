import { Migration } from '@mikro-orm/migrations';

const REASONS = 'ORPHAN RIGHTS_DEPRIVED RIGHTS_LIMITED ABANDONED PARENTS_MISSING NEGLECT CRUELTY'.split(' ').map((reason) => `'${reason}'`).join(', ');

/** The same of placements. */
export class Migration20261202500300 extends Migration {
  override up(): void {
    this.addSql('alter table placement drop constraint placement_reason_check');
    this.addSql(`alter table placement add constraint placement_reason_check check (reason in (${REASONS})) not valid`);
  }
}
