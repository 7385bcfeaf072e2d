import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { rowLevelSecurity, visibleThrough } from '../../shared/database/row-level-security.js';
import { IIN, KEY_COLUMN, PLACE_COLUMNS, PUBLIC_ID_COLUMN, RECORD_COLUMNS } from './columns.js';

const APP = `"${roleName('foster-families', 'app')}"`;

/** Plans and incidents are the authority's alone, on the register: no relation and no official of a region opens them. */
const OF_AUTHORITY = `current_setting('app.path', true) = 'register' and current_setting('app.confidential', true) = 'visible'`;

const oneOf = (values: string): string => values.split(' ').map((value) => `'${value}'`).join(', ');
const STAGES = oneOf('PLANNED CONTRACT ACTIVE WITHDRAWN LAPSED');
const SEVERITIES = oneOf('MINOR SERIOUS SEVERE');
const MEASURES = oneOf('POLICE_TOLD PROSECUTOR_TOLD MEDICAL_HELP PSYCHOLOGIST CHILD_HEARD CARERS_HEARD VISITED CHILD_MOVED CARERS_WARNED CONTRACT_REVIEWED COMPLAINT_ANSWERED NOTHING_YET');

const JOURNAL_COLUMNS = `
      version int not null,
      occurred_on date not null, received_on date not null check (received_on >= occurred_on),
      source text not null, official text, organisation text,
      recorded_at timestamptz not null default now()`;

/** What a placement's life has before it begins, beside its days and after its end: plans, reviews, incidents and after-care. */
export class Migration20261201300000 extends Migration {
  override up(): void {
    this.plans();
    this.reviews();
    this.incidents();
    this.afterCare();
  }

  private plans(): void {
    this.addSql(`create table placement_plan (${KEY_COLUMN}, ${PUBLIC_ID_COLUMN},
      iin ${IIN},
      form text not null check (form in (${oneOf('GUARDIANSHIP TRUSTEESHIP PATRONAGE FOSTER_FAMILY PROFESSIONAL_FOSTER')})),
      family_id bigint not null references foster_family,
      body_bin text not null check (body_bin ~ '^[0-9]{12}$'),
      reason text not null check (reason in (${oneOf('ORPHAN RIGHTS_DEPRIVED RIGHTS_LIMITED ABANDONED PARENTS_MISSING NEGLECT')})),
      ${PLACE_COLUMNS},
      stage text not null check (stage in (${STAGES})),
      decided_on date not null, planned_from date not null check (planned_from >= decided_on), lapses_on date not null check (lapses_on > planned_from),
      contract_number text, contract_on date check (contract_on >= decided_on), contract_until date, contract_bin text check (contract_bin ~ '^[0-9]{12}$'),
      placement_id bigint unique references placement,
      closed_on date, sealed_on date,
      ${RECORD_COLUMNS},
      version int not null default 1,
      check (sealed_on is null or closed_on is not null),
      check ((closed_on is null) = (stage in ('PLANNED', 'CONTRACT'))),
      check ((placement_id is null) = (stage <> 'ACTIVE')),
      check (num_nulls(contract_number, contract_on, contract_bin) in (0, 3)),
      check (stage <> 'CONTRACT' or contract_number is not null))`);
    this.addSql('create index on placement_plan (iin)');
    this.addSql('create index on placement_plan (region_kato, id)');
    this.addSql('create index on placement_plan (family_id) where closed_on is null');
    this.addSql('create unique index placement_plan_open on placement_plan (iin) where closed_on is null');
    rowLevelSecurity('foster-families', 'placement_plan', { region: 'region_kato' }).forEach((sql) => this.addSql(sql));
    this.addSql(`create table placement_plan_event (${KEY_COLUMN},
      plan_id bigint not null references placement_plan,
      action text not null check (action in ('PLAN', 'SIGN', 'ACTIVATE', 'WITHDRAW', 'LAPSE')),
      from_stage text check (from_stage in (${STAGES})), to_stage text not null check (to_stage in (${STAGES})),
      ${JOURNAL_COLUMNS},
      unique (plan_id, version))`);
    this.through('placement_plan_event', 'placement_plan', 'plan_id');
    for (const table of ['placement_plan', 'placement_plan_event']) this.confidential(table);
  }

  private reviews(): void {
    this.addSql(`create table placement_review (${KEY_COLUMN}, ${PUBLIC_ID_COLUMN},
      placement_id bigint not null references placement,
      due_on date,
      began_on date not null, received_on date not null check (received_on >= began_on),
      decided_on date check (decided_on >= began_on), decision text check (decision in ('CONTINUE', 'EXTEND', 'END')), decision_source text,
      ${RECORD_COLUMNS},
      check (num_nulls(decided_on, decision, decision_source) in (0, 3)))`);
    this.addSql('create unique index placement_review_open on placement_review (placement_id) where decided_on is null');
    this.through('placement_review', 'placement', 'placement_id', 'decided_on');
    this.addSql(`grant update (decided_on, decision, decision_source) on placement_review to ${APP}`);
  }

  /** No IIN stands in it: of an adopted child it leads no further than the placement does. */
  private incidents(): void {
    this.addSql(`create table care_incident (${KEY_COLUMN}, ${PUBLIC_ID_COLUMN},
      placement_id bigint not null references placement,
      kind text not null check (kind in (${oneOf('MISSING_CHILD INJURY DEATH VIOLENCE_SUSPECTED NEGLECT_SUSPECTED SEXUAL_ABUSE_SUSPECTED BULLYING SELF_HARM OFFENCE_BY_CHILD SUBSTANCE_USE COMPLAINT PROPERTY OTHER')})),
      severity text not null check (severity in (${SEVERITIES})),
      reporter text not null check (reporter in (${oneOf('CHILD CARER RELATIVE CITIZEN SCHOOL HEALTH_ORGANISATION POLICE PROSECUTOR INSTITUTION GUARDIANSHIP_BODY')})),
      happened_on date not null, reported_on date not null check (reported_on >= happened_on),
      follow_up_by date,
      closed_on date check (closed_on >= reported_on), outcome text check (outcome in (${oneOf('CONFIRMED NOT_CONFIRMED RESOLVED HANDED_OVER')})),
      ${RECORD_COLUMNS},
      version int not null default 1,
      check (num_nulls(closed_on, outcome) in (0, 2)),
      check ((follow_up_by is null) = (closed_on is not null)))`);
    this.addSql('create index on care_incident (placement_id)');
    this.addSql('create index on care_incident (follow_up_by) where closed_on is null');
    rowLevelSecurity('foster-families', 'care_incident', { condition: visibleThrough('placement', 'id', 'care_incident.placement_id') }).forEach((sql) => this.addSql(sql));
    this.addSql(`create table care_incident_event (${KEY_COLUMN},
      incident_id bigint not null references care_incident,
      action text not null check (action in ('REPORT', 'FOLLOW_UP', 'CLOSE')),
      measures text[] not null check (cardinality(measures) > 0 and measures <@ array[${MEASURES}]),
      ${JOURNAL_COLUMNS},
      unique (incident_id, version))`);
    this.through('care_incident_event', 'care_incident', 'incident_id');
    for (const table of ['care_incident', 'care_incident_event']) this.confidential(table);
  }

  private afterCare(): void {
    this.addSql(`create table after_care_contact (${KEY_COLUMN},
      placement_id bigint not null references placement,
      contacted_on date not null, received_on date not null check (received_on >= contacted_on),
      reached boolean not null,
      housing text check (housing in (${oneOf('OWN RENTED HOSTEL WITH_FAMILY QUEUED NONE')})),
      occupation text check (occupation in (${oneOf('STUDIES WORKS SERVICE CARES_FOR_CHILD NONE')})),
      closing text check (closing in (${oneOf('INDEPENDENT DECLINED MOVED_ABROAD NOT_FOUND')})),
      official text, organisation text,
      ${RECORD_COLUMNS},
      check (reached or num_nonnulls(housing, occupation) = 0))`);
    this.addSql('create unique index after_care_contact_closed on after_care_contact (placement_id) where closing is not null');
    this.through('after_care_contact', 'placement', 'placement_id', 'contacted_on');
  }

  /** Seen with what it hangs on, of which the last `day` is one look-up, and never changed. */
  private through(table: string, parent: string, key: string, day?: string): void {
    this.addSql(`create index on ${table} (${key}${day === undefined ? '' : `, ${day}`})`);
    rowLevelSecurity('foster-families', table, { condition: visibleThrough(parent, 'id', `${table}.${key}`) }).forEach((sql) => this.addSql(sql));
    this.addSql(`revoke update on ${table} from ${APP}`);
  }

  private confidential(table: string): void {
    this.addSql(`create policy ${table}_confidential on ${table} as restrictive for select to ${APP} using (${OF_AUTHORITY})`);
  }
}
