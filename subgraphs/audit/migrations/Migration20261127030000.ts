import { Migration } from '@mikro-orm/migrations';
import { SOURCE_NUMBERS } from '../modules/source/source.js';
import { closedTable, partTable } from './closed-table.js';

const PULL = 'insert, update';

/**
 * The ledgers of all processes, as they were pulled: chains with how far each has come here, what records name (ids are the
 * source's own), and the records, a partition for each source. A record names no IIN: `access_subject` leads from the
 * source's number of a person to `person`, which alone holds IINs.
 */
export class Migration20261127030000 extends Migration {
  override up(): void {
    this.chains();
    this.dictionaries();
    this.records();
  }

  private chains(): void {
    this.addSql(`create table ledger_source (
      source smallint primary key,
      pulled_at timestamptz,
      caught_up_at timestamptz,
      problem text)`);
    // The end is how far the chain has been pulled and verified; a fault stops it there.
    this.addSql(`create table source_chain (
      source smallint not null,
      chain integer not null,
      kind text not null,
      began_at timestamptz not null,
      genesis bytea not null,
      seq integer not null default 0 check (seq >= 0),
      hash bytea not null,
      grown_at timestamptz not null default clock_timestamp(),
      fault_seq integer,
      fault text,
      fault_at timestamptz,
      check ((fault_seq is null) = (fault is null) and (fault is null) = (fault_at is null)),
      primary key (source, chain))`);
    for (const table of ['ledger_source', 'source_chain']) closedTable(table, { pull: PULL, register: '' }).forEach((sql) => this.addSql(sql));
  }

  private dictionaries(): void {
    this.addSql(`create table person (id integer generated always as identity primary key, iin text not null unique check (length(iin) = 12))`);
    closedTable('person', { pull: 'insert, update, delete', relation: true }).forEach((sql) => this.addSql(sql));
    this.addSql(`create table access_subject (source smallint not null, id integer not null, person integer not null, primary key (source, id))`);
    this.addSql('create index on access_subject (person)');
    this.addSql(`create table access_actor (source smallint not null, id integer not null, person integer,
      account text not null, client text not null, role text not null, organisation text, primary key (source, id))`);
    this.addSql(`create table access_operation (source smallint not null, id integer not null,
      door text not null, purpose text, kind text, name text, case_number text, primary key (source, id))`);
    this.addSql(`create table access_effect (source smallint not null, id integer not null,
      outcome text not null, reason text, fields text[] not null, primary key (source, id))`);
    for (const table of ['access_subject', 'access_actor', 'access_operation', 'access_effect']) closedTable(table, { pull: PULL }).forEach((sql) => this.addSql(sql));
  }

  private records(): void {
    this.addSql(`create table access_record (
      at timestamptz not null,
      chain integer not null,
      seq integer not null,
      actor integer,
      operation integer not null,
      effect integer not null,
      subject integer,
      source smallint not null,
      correlation uuid,
      hash bytea not null,
      primary key (source, chain, seq)) partition by list (source)`);
    closedTable('access_record', { pull: 'insert' }).forEach((sql) => this.addSql(sql));
    for (const [name, source] of Object.entries(SOURCE_NUMBERS)) {
      const table = `access_record_${name.replace('-', '_')}`;
      this.addSql(`create table ${table} partition of access_record for values in (${source})`);
      // Reached through the whole alone: nothing is granted on a part, and its rows are closed all the same.
      partTable(table).forEach((sql) => this.addSql(sql));
    }
  }
}
