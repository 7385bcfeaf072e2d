import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { rowLevelSecurity, visibleThrough } from '../../shared/database/row-level-security.js';
import { IIN, KEY_COLUMN, PLACE_COLUMNS, PUBLIC_ID_COLUMN, RECORD_COLUMNS } from './columns.js';

const APP = `"${roleName('foster-families', 'app')}"`;

const oneOf = (values: string): string => values.split(' ').map((value) => `'${value}'`).join(', ');
const FORMS = oneOf('ADOPTION GUARDIANSHIP TRUSTEESHIP PATRONAGE FOSTER_FAMILY PROFESSIONAL_FOSTER GUEST');
const STATUSES = oneOf('REGISTERED SUITABLE UNSUITABLE CLOSED');
const KINDS = oneOf(`CAPACITY_LIMITED SPOUSE_CAPACITY_LIMITED RIGHTS_REMOVED_OR_LIMITED REMOVED_AS_GUARDIAN ADOPTION_CANCELLED UNFIT_HEALTH DISPENSARY_REGISTER UNEXPUNGED_CONVICTION LISTED_OFFENCE UNDER_PROSECUTION CITIZEN STATELESS PERMANENT_HOME HOUSING INCOME_SUFFICES MARRIED SPOUSE_CONSENT RAISED_THREE_YEARS RELATIVE_OF_CHILD AGE_GAP_EXCUSED TRAINING PROFESSIONAL_CONCLUSION`);
const ACTIONS = oneOf('REGISTER EVIDENCE DECIDE CHECK BAR CLOSE');

/** The adults' part of the Republican databank: who wants to take a child in, what is known of them, and what was decided. */
export class Migration20261130230100 extends Migration {
  override up(): void {
    this.addSql(`create table carer_candidate (${KEY_COLUMN}, ${PUBLIC_ID_COLUMN},
      iin ${IIN},
      birth_date date not null, sex text not null check (sex in ('FEMALE', 'MALE')),
      ${PLACE_COLUMNS},
      body_bin text not null check (body_bin ~ '^[0-9]{12}$'),
      forms text[] not null check (cardinality(forms) > 0 and forms <@ array[${FORMS}]),
      status text not null check (status in (${STATUSES})),
      registered_on date not null, received_on date not null check (received_on >= registered_on),
      checked_on date,
      family_id bigint references foster_family, partner_id bigint references carer_candidate,
      closed_on date check (closed_on >= registered_on), closing text check (closing in ('TOOK_A_CHILD', 'WITHDREW', 'CIRCUMSTANCES_CHANGED', 'DEATH')),
      ${RECORD_COLUMNS},
      version int not null default 1,
      check ((closed_on is null) = (closing is null)),
      check ((closed_on is null) = (status <> 'CLOSED')))`);
    this.addSql('create unique index carer_candidate_open on carer_candidate (iin) where closed_on is null');
    this.addSql('create index on carer_candidate (iin)');
    this.addSql('create index on carer_candidate (region_kato, id)');
    this.addSql('create index on carer_candidate (family_id)');
    rowLevelSecurity('foster-families', 'carer_candidate', { region: 'region_kato' }).forEach((sql) => this.addSql(sql));
    // What is known of a candidate is for the authority alone: no relation and no official of a region opens it.
    this.addSql(`create policy carer_candidate_confidential on carer_candidate as restrictive for select to ${APP} using (current_setting('app.path', true) = 'register' and current_setting('app.confidential', true) = 'visible')`);
    this.papers();
  }

  private papers(): void {
    this.addSql(`create table carer_evidence (${KEY_COLUMN},
      candidate_id bigint not null references carer_candidate,
      kind text not null check (kind in (${KINDS})),
      holds boolean not null,
      amount numeric(14, 2) check (amount >= 0), people int check (people >= 0),
      valid_from date not null, valid_to date check (valid_to > valid_from),
      ${RECORD_COLUMNS})`);
    this.addSql(`create table carer_decision (${KEY_COLUMN},
      candidate_id bigint not null references carer_candidate,
      form text not null check (form in (${FORMS})),
      suitable boolean not null,
      grounds text[] not null,
      decided_on date not null,
      body_bin text check (body_bin ~ '^[0-9]{12}$'),
      version int not null,
      ${RECORD_COLUMNS},
      unique (candidate_id, version, form))`);
    this.addSql(`create table carer_candidate_event (${KEY_COLUMN},
      candidate_id bigint not null references carer_candidate,
      version int not null,
      action text not null check (action in (${ACTIONS})),
      from_status text check (from_status in (${STATUSES})), to_status text not null check (to_status in (${STATUSES})),
      occurred_on date not null, received_on date not null,
      source text not null, official text, organisation text,
      recorded_at timestamptz not null default now(),
      unique (candidate_id, version))`);
    for (const table of ['carer_evidence', 'carer_decision', 'carer_candidate_event']) {
      this.addSql(`create index on ${table} (candidate_id)`);
      rowLevelSecurity('foster-families', table, { condition: visibleThrough('carer_candidate', 'id', `${table}.candidate_id`) }).forEach((sql) => this.addSql(sql));
      // The policy of the relation path shows every row: this one hides what hangs on a candidate there, too.
      this.addSql(`create policy ${table}_confidential on ${table} as restrictive for select to ${APP} using (current_setting('app.path', true) = 'register' and current_setting('app.confidential', true) = 'visible')`);
      this.addSql(`revoke update on ${table} from ${APP}`);
    }
  }
}
