import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { rowLevelSecurity, visibleThrough } from '../../shared/database/row-level-security.js';
import { bin, IIN, KEY_COLUMN, PUBLIC_ID_COLUMN, REGION_COLUMN } from './columns.js';
import { oneOf } from './sql.js';

const APP = `"${roleName('benefits', 'app')}"`;

const STATES = ['OFFERED', 'CONSENTED', 'DECLINED', 'SUBMITTED', 'CHECKING', 'DOCUMENTS_REQUESTED', 'ASSIGNED', 'REFUSED', 'APPEALED', 'UPHELD', 'OVERTURNED'];
const ACTIONS = ['OFFER', 'CONSENT', 'DECLINE', 'SUBMIT', 'CHECK', 'REQUEST_DOCUMENTS', 'RECEIVE_DOCUMENTS', 'ASSIGN', 'REFUSE', 'APPEAL', 'UPHOLD', 'OVERTURN'];

/** On the register path what is about a shielded child is there for the ministry alone, as with awards. */
const UNSHIELDED = `not exists (select 1 from benefit_case_child c join shielding s on s.iin = c.iin
  where c.case_id = benefit_case.id and (s.valid_to is null or s.valid_to > (now() at time zone 'Asia/Almaty')::date))`;

/** Offers and applications until the decision and its appeal, for whom they are, and their journal. */
export class Migration20261129000000 extends Migration {
  override up(): void {
    this.cases();
    this.children();
    this.journal();
    this.secure();
  }

  private cases(): void {
    this.addSql(`create table benefit_case (${KEY_COLUMN}, ${PUBLIC_ID_COLUMN},
      programme text not null references benefit_programme,
      proactive boolean not null,
      recipient_iin text not null check (length(recipient_iin) = 12),
      ${REGION_COLUMN},
      state text not null check (state ${oneOf(STATES)}),
      occurred_on date not null, received_on date not null,
      applied_on date, expires_on date, notice_by date, documents_by date, decide_by date, decided_on date,
      deciding_body text ${bin('deciding_body')},
      reason text,
      award_id bigint references benefit_award,
      version int not null default 1,
      recorded_at timestamptz not null default now(),
      unique (id, programme, region_kato),
      check (occurred_on <= received_on and received_on <= applied_on and applied_on <= decided_on),
      check (proactive or applied_on is not null),
      check (proactive = (expires_on is not null)),
      check (state not in ('OFFERED', 'DECLINED') or (proactive and applied_on is null)),
      check (state <> 'REFUSED' or (decided_on is not null and reason is not null)),
      check (state <> 'ASSIGNED' or (decided_on is not null and award_id is not null)))`);
    for (const columns of ['recipient_iin', 'region_kato, id', 'programme, id', 'award_id']) this.addSql(`create index on benefit_case (${columns})`);
  }

  /** Programme and region stand here too, as in benefit_award_child and for the same reasons. */
  private children(): void {
    this.addSql(`create table benefit_case_child (${KEY_COLUMN},
      case_id bigint not null,
      programme text not null, region_kato text not null,
      iin ${IIN},
      birth_date date not null,
      full_time_student boolean not null default false,
      sealed_on date,
      recorded_at timestamptz not null default now(),
      foreign key (case_id, programme, region_kato) references benefit_case (id, programme, region_kato) on update cascade)`);
    this.addSql('create index on benefit_case_child (iin)');
    this.addSql('create index on benefit_case_child (case_id)');
  }

  private journal(): void {
    this.addSql(`create table benefit_case_event (${KEY_COLUMN},
      case_id bigint not null references benefit_case,
      version int not null,
      action text not null check (action ${oneOf(ACTIONS)}),
      from_state text, to_state text not null,
      reason text,
      occurred_on date not null, received_on date not null,
      source text not null,
      account text, organisation text,
      recorded_at timestamptz not null default now(),
      unique (case_id, version))`);
  }

  private secure(): void {
    rowLevelSecurity('benefits', 'benefit_case', { region: 'region_kato' }).forEach((sql) => this.addSql(sql));
    rowLevelSecurity('benefits', 'benefit_case_child', { region: 'region_kato' }).forEach((sql) => this.addSql(sql));
    rowLevelSecurity('benefits', 'benefit_case_event', { condition: visibleThrough('benefit_case', 'id', 'benefit_case_event.case_id') }).forEach((sql) => this.addSql(sql));
    this.addSql(`revoke update on benefit_case_event from ${APP}`);
    this.onlyIf('benefit_case', UNSHIELDED);
    this.onlyIf('benefit_case_event', visibleThrough('benefit_case', 'id', 'benefit_case_event.case_id'));
    // Which child a case was for before an adoption leads to who it was (Code on Marriage and Family, 102).
    this.addSql(`create policy benefit_case_child_sealed on benefit_case_child as restrictive for select to ${APP} using (
      sealed_on is null or current_setting('app.feeds', true) = 'open')`);
  }

  private onlyIf(table: string, condition: string): void {
    this.addSql(`create policy ${table}_shielded on ${table} as restrictive for select to ${APP} using (
      current_setting('app.path', true) = 'relation' or current_setting('app.confidential', true) = 'visible' or ${condition})`);
  }
}
