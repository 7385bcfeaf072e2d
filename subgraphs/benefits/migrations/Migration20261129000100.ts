import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { rowLevelSecurity, visibleThrough } from '../../shared/database/row-level-security.js';
import { KEY_COLUMN } from './columns.js';
import { oneOf } from './sql.js';

const APP = `"${roleName('benefits', 'app')}"`;

const KINDS = ['ASSIGNED', 'SUSPENDED', 'RESUMED', 'RECALCULATED', 'RECALCULATION_DUE', 'CHILD_LEFT', 'RECIPIENT_CHANGED', 'CONTINUES', 'TERMINATED', 'NEVER_DUE'];

const END_REASONS = ['PAID', 'TERM_ENDED', 'MAJORITY', 'CHILD_DIED', 'RECIPIENT_DIED', 'RECIPIENT_CHANGED', 'CHILD_IN_CARE', 'RIGHTS_REMOVED',
  'CITIZENSHIP_LOST', 'MOVED_ABROAD', 'TOO_FEW_CHILDREN', 'DISABILITY_ENDED', 'PLACEMENT_ENDED', 'AWARD_REPLACED',
  'FALSE_DATA', 'ADOPTION_CANCELLED', 'GUARDIAN_REMOVED', 'STUDY_ENDED', 'WITHDRAWN', 'AWARD_TAKEN_BACK', 'CONTRACT_BROKEN'];

/** What happens to an award after the decision: its journal, its version, and the reasons for which the Code ends it. */
export class Migration20261129000100 extends Migration {
  override up(): void {
    this.journal();
    // Amounts of a time that turned out not to be paid go.
    this.addSql(`grant delete on benefit_award_amount to ${APP}`);
    this.addSql('alter table benefit_award add column version int not null default 1, drop constraint benefit_award_end_reason_check');
    this.addSql(`alter table benefit_award add constraint benefit_award_end_reason_check check (end_reason ${oneOf(END_REASONS)}) not valid`);
  }

  /** Which child an entry is about is told by its membership, and not by an IIN. */
  private journal(): void {
    this.addSql(`create table benefit_award_event (${KEY_COLUMN},
      award_id bigint not null references benefit_award,
      version int not null,
      kind text not null check (kind ${oneOf(KINDS)}),
      circumstance text,
      membership_id bigint references benefit_award_child,
      occurred_on date not null, received_on date not null,
      effective_from date, no_right_from date,
      article text,
      source text not null,
      account text, organisation text,
      recorded_at timestamptz not null default now(),
      unique (award_id, version))`);
    const condition = visibleThrough('benefit_award', 'id', 'benefit_award_event.award_id');
    rowLevelSecurity('benefits', 'benefit_award_event', { condition }).forEach((sql) => this.addSql(sql));
    this.addSql(`revoke update on benefit_award_event from ${APP}`);
    this.addSql(`create policy benefit_award_event_shielded on benefit_award_event as restrictive for select to ${APP} using (
      current_setting('app.path', true) = 'relation' or current_setting('app.confidential', true) = 'visible' or ${condition})`);
  }
}
