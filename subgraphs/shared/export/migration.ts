import type { SubgraphName } from '../access/viewer.js';
import { roleName } from '../database/roles.js';
import type { ExportView, ExportViews } from './export-view.js';

/*
 * The schema that auditors read, owned by `_export`, which cannot log in and alone sees past row-level security. Migrations run as
 * `_owner`, who takes that role for these statements.
 */

/** Refuses to make a pseudonym under no key, or one that could be guessed. */
const KEY = `create function audit_export.key() returns bytea language plpgsql stable as $$
begin
  if coalesce(current_setting('audit.key', true), '') !~ '^[0-9a-f]{64}$' then
    raise exception 'audit.key must be set to 64 hexadecimal digits' using errcode = 'invalid_parameter_value';
  end if;
  return decode(current_setting('audit.key'), 'hex');
end $$`;

const AS_OF = `create function audit_export.as_of() returns timestamptz language plpgsql stable as $$
begin
  if coalesce(current_setting('audit.as_of', true), '') = '' then
    raise exception 'audit.as_of must be set to a moment' using errcode = 'invalid_parameter_value';
  end if;
  return current_setting('audit.as_of')::timestamptz;
end $$`;

/** The first 128 bits of a MAC: an unkeyed hash would be walked through in minutes, because IINs are few. */
const PSEUDONYM = `create function audit_export.pseudonym(value text, key bytea) returns uuid language sql immutable strict parallel safe
  return encode(substring(public.hmac(convert_to(value, 'UTF8'), key, 'sha256') from 1 for 16), 'hex')::uuid`;

const MONTH = `create function audit_export.month(day date) returns date language sql immutable strict parallel safe
  return date_trunc('month', day::timestamp)::date`;

/** SQL of the pseudonym of a value, under the key of the snapshot; the key is looked up once for a statement. */
export const pseudonym = (value: string): string => `audit_export.pseudonym(${value}, (select audit_export.key()))`;

/** SQL that is true of what had been recorded by the snapshot's moment. */
export const recorded = (column: string): string => `${column} <= (select audit_export.as_of())`;

/** First day of a day's month. */
export const month = (day: string): string => `audit_export.month(${day})`;

/** SQL that asks for the key and the moment, for a view whose rows ask for neither: nothing is read without them. */
const KEYED = '(select audit_export.key()) is not null and (select audit_export.as_of()) is not null';

/** Views that ask for both, each; their `from` ends with a condition. */
export const keyedViews = (views: ExportViews): ExportViews => Object.fromEntries(Object.entries(views).map(([name, view]) => [name, { ...view, from: `${view.from} and ${KEYED}` }]));

/** SQL of the day in Kazakhstan of the moment that a snapshot is of. */
export const AS_OF_DAY = `(select audit_export.as_of() at time zone 'Asia/Almaty')::date`;

const asExporter = (subgraph: SubgraphName, statements: readonly string[]): string[] => [`set local role "${roleName(subgraph, 'export')}"`, ...statements, 'reset role'];

/**
 * The same function, declared as what it is. PostgreSQL puts a function's text in the place of a call only where that promises no more than
 * what it calls, and `convert_to` is stable: called, a pseudonym took three times as long, and a view has up to five in a row.
 */
const QUICK_PSEUDONYM = `create or replace function audit_export.pseudonym(value text, key bytea) returns uuid language sql stable strict parallel safe
  return encode(substring(public.hmac(convert_to(value, 'UTF8'), key, 'sha256') from 1 for 16), 'hex')::uuid`;

/** For a schema that was made without. */
export const quickPseudonyms = (subgraph: SubgraphName): string[] => asExporter(subgraph, [QUICK_PSEUDONYM]);

/** The schema and its functions. */
export function exportSchema(subgraph: SubgraphName): string[] {
  const [exporter, audit] = [roleName(subgraph, 'export'), roleName(subgraph, 'audit')];
  return [
    // A trusted extension: whoever owns the database may add it, a superuser is not needed.
    'create extension if not exists pgcrypto',
    `create schema audit_export authorization "${exporter}"`,
    ...asExporter(subgraph, [`grant usage on schema audit_export to "${audit}"`, KEY, AS_OF, PSEUDONYM, MONTH]),
  ];
}

function viewOf(name: string, { columns, from }: ExportView): string {
  const selected = Object.entries(columns).map(([column, { type, sql }]) => `(${sql})::${type} as ${column}`);
  return `view audit_export.${name} as select ${selected.join(',\n  ')}\nfrom ${from}`;
}

function createView(subgraph: SubgraphName, name: string, view: ExportView): string[] {
  return [`create ${viewOf(name, view)}`, `grant select on audit_export.${name} to "${roleName(subgraph, 'audit')}"`];
}

/** Views anew under their names, for `_audit` as before; columns that are new stand behind those that were there. */
export const changedExportViews = (subgraph: SubgraphName, views: ExportViews): string[] =>
  asExporter(subgraph, Object.entries(views).map(([name, view]) => `create or replace ${viewOf(name, view)}`));

/** Views, read by `_audit` and by nobody else. */
export const exportViews = (subgraph: SubgraphName, views: ExportViews): string[] =>
  asExporter(subgraph, Object.entries(views).flatMap(([name, view]) => createView(subgraph, name, view)));

/** The key of another snapshot, for whoever goes on from one to the next. */
const NEXT_KEY = `create function audit_export.next_key() returns bytea language plpgsql stable as $$
begin
  if coalesce(current_setting('audit.next_key', true), '') !~ '^[0-9a-f]{64}$' then
    raise exception 'audit.next_key must be set to 64 hexadecimal digits' using errcode = 'invalid_parameter_value';
  end if;
  return decode(current_setting('audit.next_key'), 'hex');
end $$`;

/** A function that tells pseudonyms under one key from those under another: of which values, in the column of which table. */
export interface Carrier {
  readonly name: string;
  readonly table: string;
  /** SQL of the value, of the table's row `t`. */
  readonly value: string;
}

/**
 * `audit_export.<name>(given)`: for each of these pseudonyms under `audit.key` that somebody has, the one under `audit.next_key`; nobody's own
 * number leaves. One pass over the table. `_audit` alone may call it, and both keys are random ones of 256 bits that audit's process alone
 * has: whoever has pseudonyms of two snapshots, or of two engagements, and no keys, gets nothing out of it.
 */
export function exportCarrier(subgraph: SubgraphName, { name, table, value }: Carrier): string[] {
  return asExporter(subgraph, [
    NEXT_KEY,
    `create function audit_export.${name}(given uuid[]) returns table (before uuid, after uuid) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
       with asked as materialized (select distinct one from unnest(given) as one)
       select a.one, audit_export.pseudonym(${value}, (select audit_export.next_key()))
         from public.${table} t join asked a on a.one = audit_export.pseudonym(${value}, (select audit_export.key())) $$`,
    `revoke execute on function audit_export.${name}(uuid[]) from public`,
    `grant execute on function audit_export.${name}(uuid[]) to "${roleName(subgraph, 'audit')}"`,
  ]);
}
