import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { withClient } from '../../support/kept-connections.js';
import type { ExportFile } from '../../../schema/export-files.js';
import { COMMON_COLUMNS } from '../../../subgraphs/shared/export/export-view.js';
import { projectRoot } from '../../../subgraphs/shared/project.js';
import type { FreshDatabase } from '../../support/database.js';
import type { SomeHouseholds } from '../../support/population.js';
import type { Snapshot } from './snapshot.js';

/** What a subgraph publishes for auditors. */
export const exportFile = (subgraph: string): ExportFile => JSON.parse(readFileSync(path.join(projectRoot(), `schema/exports/${subgraph}.json`), 'utf8')) as ExportFile;

/** Every cell as text. */
export type ViewRow = Readonly<Record<string, string | null>>;

export const rowsOfView = async (snapshot: Snapshot, view: string): Promise<ViewRow[]> =>
  (await snapshot.query<{ row: ViewRow }>(`select (select jsonb_object_agg(key, value) from jsonb_each_text(to_jsonb(v))) as row from audit_export.${view} v`)).map(({ row }) => row);

/** Rows past every policy. */
export const asAdmin = async <T>({ adminUrl }: FreshDatabase, sql: string): Promise<T[]> => withClient(adminUrl, async (admin) => (await admin.query(sql)).rows as T[]);

/** The views are those of the file, column for column. */
export async function expectPublished(database: FreshDatabase, { views, parts = {} }: ExportFile): Promise<void> {
  const columns = await asAdmin<{ view: string; name: string; type: string }>(database,
    `select c.relname as view, attname as name, format_type(atttypid, atttypmod) as type from pg_attribute a join pg_class c on c.oid = attrelid
      where c.relnamespace = 'audit_export'::regnamespace and c.relkind <> 'c' and attnum > 0 order by c.relname, attnum`);
  const there = Object.fromEntries([...Map.groupBy(columns, ({ view }) => view)].map(([view, own]) => [view, own.map(({ name, type }) => `${name} ${type}`)]));
  expect(there).toEqual(Object.fromEntries(Object.entries({ ...views, ...parts }).map(([view, { columns: own }]) => [view, Object.entries(own).map(([name, { type }]) => `${name} ${type}`)])));
  for (const { columns: own } of Object.values(views)) expect(Object.keys(own).slice(0, 3)).toEqual(COMMON_COLUMNS);
}

const KEY = `set audit.key = '${'0f'.repeat(32)}'`;
const AS_OF = `set audit.as_of = '2100-01-01'`;
const [REFUSED, DENIED] = ['22023', '42501'];

const codeOf = (url: string, settings: string, sql: string): Promise<string> =>
  withClient(url, (client) => client.query(`${settings}; ${sql}`).then(() => 'read', ({ code }: { code: string }) => code));

/** Whoever reads views without a key and a moment is refused. */
export async function expectKeyed({ auditUrl }: FreshDatabase, views: readonly string[]): Promise<void> {
  for (const view of views) {
    const everything = `select * from audit_export.${view} limit 1`;
    expect(await codeOf(auditUrl, `${KEY}; ${AS_OF}`, everything)).toBe('read');
    for (const settings of ['select 1', KEY, AS_OF, `${AS_OF}; set audit.key = ''`, `${AS_OF}; set audit.key = 'secret'`, `${KEY}; set audit.as_of = ''`]) expect([view, settings, await codeOf(auditUrl, settings, everything)]).toEqual([view, settings, REFUSED]);
  }
}

/** The auditors' role reads the views and nothing else of the database, and nobody else does. */
export async function expectAuditorsOnly({ appUrl, ownerUrl, auditUrl }: FreshDatabase, views: readonly string[], tables: readonly string[], exporter: string): Promise<void> {
  for (const view of views) {
    for (const url of [appUrl, ownerUrl]) expect(await codeOf(url, `${KEY}; ${AS_OF}; set app.path = 'relation'`, `select * from audit_export.${view}`)).toBe(DENIED);
  }
  for (const table of tables) expect(await codeOf(auditUrl, KEY, `select * from ${table}`)).toBe(DENIED);
  expect(await codeOf(auditUrl, KEY, 'create view audit_export.mine as select 1')).toBe(DENIED);
  expect(await codeOf(auditUrl, KEY, `set role "${exporter}"`)).toBe(DENIED);
}

/** Nothing that names anybody stands in rows. */
export function expectNobodyNamed(rows: readonly ViewRow[], { households }: SomeHouseholds, atLeast = 50_000): void {
  const everything = [...new Set(rows.flatMap((row) => Object.values(row).filter((cell) => cell !== null)))].join('\n');
  expect(everything.length).toBeGreaterThan(atLeast);
  for (const { persons } of households) {
    for (const { iin, name, residences } of persons) {
      for (const one of [iin, name.latin.surname, name.ru.surname, name.kk.given, ...residences.map(({ address }) => address)]) expect(everything).not.toContain(one);
    }
  }
}

/** Pseudonyms are computed where they stand, and not by a call for each. */
export async function expectQuick(snapshot: Snapshot, views: readonly string[]): Promise<void> {
  for (const view of views) {
    const plan = await snapshot.query<{ 'QUERY PLAN': string }>(`explain (verbose, costs off) select * from audit_export.${view}`);
    expect([view, plan.map((row) => row['QUERY PLAN']).join('\n').includes('audit_export.pseudonym(')]).toEqual([view, false]);
  }
}
