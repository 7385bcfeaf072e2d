import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { rowLevelSecurity, visibleThrough } from '../../shared/database/row-level-security.js';
import { IIN, KEY_COLUMN, PLACE_COLUMNS, PUBLIC_ID_COLUMN, RECORD_COLUMNS } from './columns.js';

const APP = `"${roleName('foster-families', 'app')}"`;
const CONFIDENTIAL = `current_setting('app.confidential', true) = 'visible'`;
const TODAY = `(now() at time zone 'Asia/Almaty')::date`;

const oneOf = (values: string): string => values.split(' ').map((value) => `'${value}'`).join(', ');
const STATUSES = oneOf('IDENTIFIED PRIMARY REGIONAL CENTRAL CLOSED');
const NOTIFIERS = oneOf('CHILD RELATIVE CITIZEN HEALTH_ORGANISATION SCHOOL POLICE COURT GUARDIANSHIP_BODY REGISTER');
const REASONS = oneOf('ORPHAN RIGHTS_DEPRIVED RIGHTS_LIMITED ABANDONED PARENTS_MISSING NEGLECT');
const CLOSINGS = oneOf('PLACED_IN_FAMILY RETURNED_TO_PARENT MAJORITY_OR_CAPACITY DEATH MISSING_OR_DECLARED_DEAD');
const ACTIONS = oneOf('IDENTIFY ADMIT DISCHARGE RECORD REGISTER_REGIONAL REGISTER_CENTRAL PLACE AMEND CLOSE');
const DOCUMENTS = oneOf('BIRTH_RECORD IDENTIFICATION_ACT HOME_SURVEY MEDICAL_CONCLUSION COURT_DECISION DEATH_RECORD REFUSAL OTHER');

/** The children's part of the Republican databank: who is in need of a family, how far they have come, and whose brother or sister they are. */
export class Migration20261130230000 extends Migration {
  override up(): void {
    this.careNeed();
    this.journal();
    this.siblings();
  }

  private careNeed(): void {
    this.addSql(`create table care_need (${KEY_COLUMN}, ${PUBLIC_ID_COLUMN},
      iin ${IIN},
      status text not null check (status in (${STATUSES})),
      notifier text not null check (notifier in (${NOTIFIERS})),
      reasons text[] not null check (cardinality(reasons) > 0 and reasons <@ array[${REASONS}]),
      ${PLACE_COLUMNS},
      body_bin text not null check (body_bin ~ '^[0-9]{12}$'),
      identified_on date not null, received_on date not null check (received_on >= identified_on), majority_on date not null,
      hospital_bin text check (hospital_bin ~ '^[0-9]{12}$'),
      admitted_on date check (admitted_on >= identified_on), discharged_on date check (discharged_on >= admitted_on),
      primary_on date check (primary_on >= identified_on), regional_on date check (regional_on >= primary_on), central_on date check (central_on >= regional_on),
      discharge_by date, primary_by date not null, regional_by date, central_by date, place_by date not null,
      placed_on date,
      closed_on date check (closed_on >= identified_on), closing text check (closing in (${CLOSINGS})),
      sealed_on date,
      ${RECORD_COLUMNS},
      version int not null default 1,
      check ((closed_on is null) = (closing is null)),
      check ((closed_on is null) = (status <> 'CLOSED')))`);
    this.addSql('create index on care_need (iin)');
    this.addSql('create index on care_need (region_kato, id)');
    this.addSql('create unique index care_need_open on care_need (iin) where closed_on is null');
    rowLevelSecurity('foster-families', 'care_need', { region: 'region_kato' }).forEach((sql) => this.addSql(sql));
    this.hide('care_need', 'care_need.iin');
  }

  private journal(): void {
    this.addSql(`create table care_need_document (${KEY_COLUMN},
      need_id bigint not null references care_need,
      kind text not null check (kind in (${DOCUMENTS})),
      reference text not null,
      issued_on date not null,
      recorded_at timestamptz not null default now())`);
    this.addSql('create index on care_need_document (need_id)');
    this.addSql(`create table care_need_event (${KEY_COLUMN},
      need_id bigint not null references care_need,
      version int not null,
      action text not null check (action in (${ACTIONS})),
      from_status text check (from_status in (${STATUSES})), to_status text not null check (to_status in (${STATUSES})),
      occurred_on date not null, received_on date not null,
      source text not null, official text, organisation text,
      recorded_at timestamptz not null default now(),
      unique (need_id, version))`);
    for (const table of ['care_need_document', 'care_need_event']) {
      rowLevelSecurity('foster-families', table, { condition: visibleThrough('care_need', 'id', `${table}.need_id`) }).forEach((sql) => this.addSql(sql));
      this.addSql(`revoke update on ${table} from ${APP}`);
    }
  }

  /** No place stands in it, and brothers and sisters live in other regions, too. */
  private siblings(): void {
    this.addSql(`create table care_sibling (${KEY_COLUMN},
      iin ${IIN},
      sibling_iin ${IIN} check (sibling_iin <> iin),
      sealed_on date,
      ${RECORD_COLUMNS},
      unique (iin, sibling_iin))`);
    this.addSql('create index on care_sibling (sibling_iin)');
    rowLevelSecurity('foster-families', 'care_sibling', { condition: `current_setting('app.regions', true) <> ''` }).forEach((sql) => this.addSql(sql));
    this.hide('care_sibling', 'care_sibling.sibling_iin');
  }

  /** As placements are: what adoption has sealed on both paths, a shielded child on the register of a region. */
  private hide(table: string, iin: string): void {
    this.addSql(`create policy ${table}_sealed on ${table} as restrictive for select to ${APP} using (sealed_on is null or ${CONFIDENTIAL})`);
    this.addSql(`create policy ${table}_shielded on ${table} as restrictive for select to ${APP} using (
      current_setting('app.path', true) = 'relation' or ${CONFIDENTIAL}
      or not exists (select 1 from shielding where shielding.iin = ${iin} and (shielding.valid_to is null or shielding.valid_to > ${TODAY})))`);
  }
}
