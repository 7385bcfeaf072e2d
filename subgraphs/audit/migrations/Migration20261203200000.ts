import { Migration } from '@mikro-orm/migrations';
import { closedTable } from './closed-table.js';

const SET = { register: 'insert, update' } as const;
const ADDED = { register: 'insert' } as const;

/**
 * What rules find, and what becomes of it. A finding is one rule and one subject: whom or what it is about stands once, in `audit_subject`,
 * by the name that the views of one snapshot give it, always that of the latest that rules were run on.
 */
export class Migration20261203200000 extends Migration {
  override up(): void {
    this.subjects();
    this.runs();
    this.findings();
    this.evidence();
  }

  private subjects(): void {
    // `snapshot`: under whose key the name is. One that is behind the others is of somebody whom the source had no more.
    this.addSql(`create table audit_subject (
      id bigint generated always as identity primary key,
      kind text not null check (kind in ('PERSON', 'FAMILY', 'BODY', 'DISTRICT', 'SCHOOL', 'PROJECT', 'REPORTING_YEAR')),
      name text not null,
      snapshot bigint not null references snapshot,
      unique (kind, name))`);
    this.addSql('create index audit_subject_snapshot on audit_subject (snapshot, kind)');
    closedTable('audit_subject', SET).forEach((sql) => this.addSql(sql));
  }

  private runs(): void {
    this.addSql(`create table rule_run (
      id bigint generated always as identity primary key,
      public_id uuid not null unique default gen_random_uuid(),
      snapshot bigint not null references snapshot,
      rule text not null,
      version integer not null check (version > 0),
      state text not null default 'WAITING' check (state in ('WAITING', 'DONE', 'FAILED')),
      requested_at timestamptz not null default clock_timestamp(),
      finished_at timestamptz,
      times integer not null default 0,
      moved boolean,
      rows bigint check (rows >= 0),
      findings bigint check (findings >= 0),
      amount numeric,
      checksum text,
      took_ms integer,
      problem text,
      check ((state = 'FAILED') = (problem is not null)),
      check (state <> 'DONE' or checksum is not null),
      check ((checksum is null) = (rows is null)),
      unique (snapshot, rule, version))`);
    this.addSql(`create index rule_run_waiting on rule_run (id) where state = 'WAITING'`);
    closedTable('rule_run', SET).forEach((sql) => this.addSql(sql));
  }

  private findings(): void {
    // What it was when it was last found; `gone_run` is the first that did not find it any more. `answer` is what a ministry says and no auditor
    // has looked at yet; `settled_at` is when one took it, by which one that is found again is told from one that still is.
    this.addSql(`create table finding (
      id bigint generated always as identity primary key,
      public_id uuid not null unique default gen_random_uuid(),
      rule text not null,
      subject_id bigint not null references audit_subject,
      regions text[] not null,
      rows integer not null check (rows > 0),
      first_month date,
      last_month date,
      amount numeric,
      first_run bigint not null references rule_run,
      last_run bigint not null references rule_run,
      gone_run bigint references rule_run,
      status text not null default 'NEW' check (status in ('NEW', 'CONFIRMED', 'EXPLAINED', 'REMEDIED')),
      settled_at timestamptz,
      assigned_to text,
      engagement uuid,
      due_on date,
      answer text check (answer in ('CONFIRMED', 'EXPLAINED', 'REMEDIED')),
      version integer not null default 1,
      check ((assigned_to is null) = (due_on is null) and (assigned_to is null) = (engagement is null)),
      check ((status = 'NEW') = (settled_at is null)),
      unique (rule, subject_id))`);
    this.addSql('create index finding_subject on finding (subject_id)');
    this.addSql('create index finding_assigned on finding (assigned_to, id) where assigned_to is not null');
    this.addSql('create index finding_amount on finding (coalesce(amount, 0), id)');
    this.addSql(`create index finding_month on finding (coalesce(first_month, 'infinity'), id)`);
    closedTable('finding', SET).forEach((sql) => this.addSql(sql));

    this.addSql(`create table finding_seen (
      finding_id bigint not null references finding,
      run bigint not null references rule_run,
      rows integer not null check (rows >= 0),
      first_month date,
      last_month date,
      amount numeric,
      primary key (finding_id, run))`);
    closedTable('finding_seen', ADDED).forEach((sql) => this.addSql(sql));

    this.addSql(`create table finding_event (
      id bigint generated always as identity primary key,
      finding_id bigint not null references finding,
      kind text not null check (kind in ('ASSIGNED', 'ANSWERED', 'ACCEPTED', 'SENT_BACK', 'FOUND_AGAIN')),
      at timestamptz not null default clock_timestamp(),
      status text not null,
      run bigint references rule_run,
      programme text,
      due_on date,
      answer text,
      said text,
      recovered numeric check (recovered >= 0),
      organisation text)`);
    this.addSql('create index finding_event_finding on finding_event (finding_id, id)');
    closedTable('finding_event', ADDED).forEach((sql) => this.addSql(sql));
  }

  private evidence(): void {
    // What was made of it the first time; made again it is the same, or is not given out.
    this.addSql(`create table evidence_export (
      id bigint generated always as identity primary key,
      public_id uuid not null unique default gen_random_uuid(),
      engagement uuid not null,
      snapshot bigint not null references snapshot,
      filter jsonb not null,
      recipient text not null,
      organisation text,
      requested_at timestamptz not null,
      expires_at timestamptz not null check (expires_at > requested_at),
      times integer not null default 0,
      made_at timestamptz,
      made jsonb,
      check ((times = 0) = (made is null) and (times = 0) = (made_at is null)))`);
    this.addSql('create index evidence_export_engagement on evidence_export (engagement, id)');
    closedTable('evidence_export', SET).forEach((sql) => this.addSql(sql));
  }
}
