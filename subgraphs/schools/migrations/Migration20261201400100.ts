import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { rowLevelSecurity, visibleThrough } from '../../shared/database/row-level-security.js';
import { PATHS } from '../reference/project-steps.js';
import { KEY_COLUMN, PLACE_COLUMNS, PUBLIC_ID_COLUMN, RECORD_COLUMNS } from './columns.js';
import { bin, BY, KINDS, oneOf, PROGRAMMES } from './project/columns.js';
import { STAGES_GUARD, STAGES_GUARDED } from './project/guard.js';

const APP = `"${roleName('schools', 'app')}"`;

/** With the contractor begins whatever is built; with the seller, what is done to a bought one. */
const WITH_CONTRACTOR = `stage = 'MOBILISATION' or (path = 'PURCHASE' and stage = 'EQUIPPING')`;

/**
 * Building projects. The row of a project is what does not change; what becomes of it is entries that nobody edits: stages, planned
 * days as they were stated, conclusions, papers. Where a project stands is its last stage.
 */
export class Migration20261201400100 extends Migration {
  override up(): void {
    this.project();
    this.conclusions();
    this.stages();
    this.plans();
    this.papers();
    for (const table of ['expertise_conclusion', 'project_stage', 'project_plan', 'project_document', 'project_relief']) {
      rowLevelSecurity('schools', table, { condition: visibleThrough('project', 'id', `${table}.project_id`) }).forEach((sql) => this.addSql(sql));
      this.addSql(`revoke update on ${table} from ${APP}`);
    }
  }

  private project(): void {
    this.addSql(`create table project (${KEY_COLUMN}, ${PUBLIC_ID_COLUMN},
      programme text not null check (programme in (${oneOf(PROGRAMMES)})),
      kind text not null check (kind in (${oneOf(KINDS)})),
      path text generated always as (case when programme = 'PURCHASE' then 'PURCHASE' else 'BUILD' end) stored,
      ${PLACE_COLUMNS},
      name_kk text not null, name_ru text not null, name_en text not null,
      rural boolean not null,
      design_capacity int not null check (design_capacity between 1 and 100000),
      customer_bin text not null ${bin('customer_bin')},
      ${RECORD_COLUMNS},
      version int not null default 1,
      unique (id, path))`);
    this.addSql('create index on project (region_kato, id)');
    this.addSql('create index on project (district_kato)');
    rowLevelSecurity('schools', 'project', { region: 'region_kato' }).forEach((sql) => this.addSql(sql));
    this.addSql(`revoke update on project from ${APP}`);
    this.addSql(`grant update (version) on project to ${APP}`);
  }

  private conclusions(): void {
    this.addSql(`create table expertise_conclusion (${KEY_COLUMN},
      project_id bigint not null references project, version int not null,
      number text not null,
      verdict text not null check (verdict in ('POSITIVE', 'NEGATIVE')),
      concluded_on date not null,
      ${RECORD_COLUMNS}, ${BY},
      unique (project_id, number))`);
  }

  /** A stage follows the one before it by a step of the project's path; after a suspension it is the one that was left. */
  private stages(): void {
    this.addSql(`create table project_stage (${KEY_COLUMN},
      project_id bigint not null, path text not null, version int not null,
      step int not null check (step > 0), prior_step int generated always as (nullif(step - 1, 0)) stored,
      from_stage text, stage text not null,
      resumes_at text generated always as (case when stage = 'SUSPENDED' then from_stage end) stored,
      resumed text generated always as (case when from_stage = 'SUSPENDED' and stage <> 'CANCELLED' then stage end) stored,
      occurred_on date not null, received_on date not null check (received_on >= occurred_on),
      stop_reason text check (stop_reason in ('FUNDING', 'LAND', 'DESIGN_DOCUMENTS', 'CONTRACTOR', 'COURT', 'NO_NEED', 'OTHER')),
      contractor_bin text ${bin('contractor_bin')},
      cost_kzt numeric(16, 2) check (cost_kzt > 0),
      act_number text,
      school_id bigint unique references school,
      ${RECORD_COLUMNS}, ${BY},
      unique (project_id, step, stage), unique (project_id, step, resumes_at), unique (project_id, step),
      foreign key (project_id, path) references project (id, path),
      constraint project_stage_step foreign key (path, from_stage, stage) references project_step (path, from_stage, to_stage),
      constraint project_stage_follows foreign key (project_id, prior_step, from_stage) references project_stage (project_id, step, stage),
      constraint project_stage_resumes foreign key (project_id, prior_step, resumed) references project_stage (project_id, step, resumes_at),
      constraint project_stage_begins check (case when step = 1 then from_stage is null and stage = 'PLANNED' else from_stage is not null end),
      constraint project_stage_stopped check ((stage in ('SUSPENDED', 'CANCELLED')) = (stop_reason is not null)),
      constraint project_stage_contractor check (contractor_bin is not null or from_stage is not distinct from 'SUSPENDED' or not (${WITH_CONTRACTOR})),
      constraint project_stage_act check ((stage = 'COMMISSIONED') = (act_number is not null)),
      constraint project_stage_school check (school_id is null or stage = 'OPENED'))`);
    this.addSql(STAGES_GUARD);
    this.addSql(STAGES_GUARDED);
  }

  private plans(): void {
    this.addSql(`create table project_plan (${KEY_COLUMN},
      project_id bigint not null references project, version int not null,
      stage text not null check (stage in (${oneOf(PATHS.BUILD)})),
      planned_on date not null, stated_on date not null,
      ${RECORD_COLUMNS}, ${BY},
      unique (project_id, stage, version))`);
  }

  private papers(): void {
    this.addSql(`create table project_document (${KEY_COLUMN},
      project_id bigint not null references project, version int not null,
      kind text not null check (kind in ('PHOTO', 'ACT', 'CONCLUSION', 'CONTRACT')),
      uri text not null check (uri ~ '^https://[^[:space:]]+$' and length(uri) <= 500),
      sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      dated_on date not null,
      ${RECORD_COLUMNS}, ${BY},
      unique (project_id, sha256))`);
    this.addSql(`create table project_relief (
      project_id bigint not null references project, school_id bigint not null references school,
      recorded_at timestamptz not null default now(),
      primary key (project_id, school_id))`);
    this.addSql('create index on project_relief (school_id)');
  }
}
