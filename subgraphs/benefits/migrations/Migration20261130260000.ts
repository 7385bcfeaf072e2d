import { Migration } from '@mikro-orm/migrations';
import { seenThroughOnce, visibleThrough } from '../../shared/database/row-level-security.js';

/** What is seen with an award or a case is asked for once: statements over many tables took longer to plan than to run. */
export class Migration20261130260000 extends Migration {
  override up(): void {
    for (const table of ['benefit_award_event', 'award_recalculation', 'overpayment', 'recovery_instalment', 'due_entitlement']) this.askOnce(table, 'benefit_award', 'award_id');
    for (const table of ['overpayment_month', 'recovery_plan', 'recovery']) this.askOnce(table, 'overpayment', 'overpayment_id');
    this.askOnce('benefit_case_event', 'benefit_case', 'case_id');
  }

  private askOnce(table: string, above: string, key: string): void {
    seenThroughOnce('benefits', table, visibleThrough(above, 'id', `${table}.${key}`)).forEach((sql) => this.addSql(sql));
  }
}
