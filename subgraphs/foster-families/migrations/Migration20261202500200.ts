import { Migration } from '@mikro-orm/migrations';

const REASONS = 'ORPHAN RIGHTS_DEPRIVED RIGHTS_LIMITED ABANDONED PARENTS_MISSING NEGLECT CRUELTY'.split(' ').map((reason) => `'${reason}'`).join(', ');

/** Cruelty to the child as a reason of its own for care, of plans and of records in the databank. */
export class Migration20261202500200 extends Migration {
  override up(): void {
    this.addSql('alter table placement_plan drop constraint placement_plan_reason_check');
    this.addSql(`alter table placement_plan add constraint placement_plan_reason_check check (reason in (${REASONS})) not valid`);
    this.addSql('alter table care_need drop constraint care_need_reasons_check');
    this.addSql(`alter table care_need add constraint care_need_reasons_check check (cardinality(reasons) > 0 and reasons <@ array[${REASONS}]) not valid`);
  }
}
