import { Migration } from '@mikro-orm/migrations';
import { referenceTable } from '../../shared/database/row-level-security.js';
import { closedTable } from './closed-table.js';

/** From when on something is told, and what it was told about: never about whom. */
export class Migration20261127060000 extends Migration {
  override up(): void {
    this.addSql(`create table alert_threshold (
      kind text not null check (kind in ('FAN_OUT_HOUR', 'FAN_OUT_DAY', 'NO_CASE_DAY', 'OWN_RELATIVE_DAY')),
      valid_from date not null, valid_to date check (valid_to > valid_from),
      value integer not null check (value >= 0),
      basis text not null,
      primary key (kind, valid_from))`);
    const basis = 'House rule: a caseworker closes fewer matters in that time';
    this.addSql(`insert into alert_threshold values
      ('FAN_OUT_HOUR', '2026-01-01', null, 40, '${basis}'),
      ('FAN_OUT_DAY', '2026-01-01', null, 150, '${basis}'),
      ('NO_CASE_DAY', '2026-01-01', null, 20, 'House rule: who looks children up works on matters that have a number'),
      ('OWN_RELATIVE_DAY', '2026-01-01', null, 0, 'Nobody works on a matter of their own family without a second person')`);
    referenceTable('audit', 'alert_threshold').forEach((sql) => this.addSql(sql));

    this.addSql(`create table access_alert (
      id bigint generated always as identity primary key,
      kind text not null,
      pseudonym text,
      role text,
      organisation text,
      source smallint,
      chain integer,
      record integer,
      what text,
      count integer not null check (count > 0),
      window_from timestamptz not null,
      window_to timestamptz,
      first_seen timestamptz not null,
      last_seen timestamptz not null,
      correlations uuid[] not null)`);
    this.addSql('create unique index access_alert_official on access_alert (kind, pseudonym, window_from) where pseudonym is not null');
    this.addSql('create unique index access_alert_chain on access_alert (kind, source, chain, record) where pseudonym is null');
    closedTable('access_alert', { pull: 'insert, update', register: '' }).forEach((sql) => this.addSql(sql));
  }
}
