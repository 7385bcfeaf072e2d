import type { SubgraphName } from '../access/viewer.js';
import { roleName } from './roles.js';

/** Rows of the whole country, for tables whose rows belong to no region. */
const NATION = `current_setting('app.regions', true) = '*'`;

/** SQL that is true when a KATO column lies in the regions of the register path. */
const inRegions = (column: string): string =>
  `(${NATION} or ${column} = any (string_to_array(current_setting('app.regions', true), ',')))`;

/** SQL true on the register path when the row with this person's key is visible through `table`. */
export const visibleThrough = (table: string, key: string, foreignKey: string): string =>
  `exists (select 1 from ${table} where ${table}.${key} = ${foreignKey})`;

/**
 * The statements that put a table with child data under row-level security, forced on its owner too:
 * - relation path: any row may be read (the code reads by key only, after the grant);
 * - register path: rows of the viewer's regions, by the table's own region column or a condition of the table;
 * - the export role reads all, because an owner's view over a forced table would be empty.
 * With no path set nothing is visible: `current_setting` answers null or '' and neither equals a path.
 *
 * `region` is the name of a KATO column of a region, or null when rows belong to no region; `condition` replaces both.
 */
export function rowLevelSecurity(subgraph: SubgraphName, table: string, rule: { region: string | null } | { condition: string }): string[] {
  const app = `"${roleName(subgraph, 'app')}"`;
  const exporter = `"${roleName(subgraph, 'export')}"`;
  const rows = 'condition' in rule ? `(${NATION} or ${rule.condition})` : rule.region === null ? NATION : inRegions(rule.region);
  const register = `current_setting('app.path', true) = 'register' and ${rows}`;
  return [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy ${table}_relation on ${table} for select to ${app} using (current_setting('app.path', true) = 'relation')`,
    `create policy ${table}_register on ${table} to ${app} using (${register}) with check (${register})`,
    `create policy ${table}_export on ${table} for select to ${exporter} using (true)`,
    `grant select, insert, update on ${table} to ${app}`,
    `grant select on ${table} to ${exporter}`,
  ];
}

/**
 * The same policies, with the settings asked once for a statement, for tables that are gone through by the thousand. Asked for every row, as
 * they are otherwise, they cost a third of reading it, and have the planner expect next to none: it then looks up one by one whatever is joined.
 */
export function settingsAskedOnce(table: string, rule: { region: string | null } | { condition: string } = { region: null }): string[] {
  const path = `current_setting('app.path', true) = 'register'`;
  const nation = `(select ${path} and ${NATION})`;
  const relation = `alter policy ${table}_relation on ${table} using ((select current_setting('app.path', true) = 'relation'))`;
  if ('condition' in rule) return [relation, `alter policy ${table}_register on ${table} using (${nation} or ((select ${path}) and ${rule.condition}))`];
  if (rule.region === null) return [relation, `alter policy ${table}_register on ${table} using (${nation}) with check (${nation})`];
  const regions = `(select case when ${path} then string_to_array(current_setting('app.regions', true), ',') end)`;
  return [relation, `alter policy ${table}_register on ${table} using (${nation} or ${rule.region} = any (${regions}::text[]))`];
}

/** `visibleThrough` a row's only one above it, for `settingsAskedOnce`: PostgreSQL plans `exists` twice, with all that the policies of `table` ask in it. */
export const visibleThroughOne = (table: string, key: string, foreignKey: string): string =>
  `(select true from ${table} where ${table}.${key} = ${foreignKey})`;

/**
 * For a table whose rows are seen with one above them, and of which a restrictive policy `…_shielded` asks the same of an official who may
 * not know of shielded children: it alone asks, once, whatever the row is wanted for. PostgreSQL plans a condition wherever it stands,
 * with the conditions of the tables in it: asked for twice, that came to 192 plans within the one of a payment run's statement, and to
 * more time than it took to run. Who sees and writes what stays as it was.
 */
export function seenThroughOnce(subgraph: SubgraphName, table: string, condition: string): string[] {
  const register = `current_setting('app.path', true) = 'register'`;
  return [
    `alter policy ${table}_register on ${table} using (${register} and current_setting('app.regions', true) <> '') with check (${register} and (${NATION} or ${condition}))`,
    `drop policy ${table}_shielded on ${table}`,
    `create policy ${table}_shielded on ${table} as restrictive to "${roleName(subgraph, 'app')}"
      using (current_setting('app.path', true) = 'relation' or (${NATION} and current_setting('app.confidential', true) = 'visible') or ${condition}) with check (true)`,
  ];
}

/** Reference data (catalogues, parameters, places): everybody in the subgraph reads, only migrations write. */
export function referenceTable(subgraph: SubgraphName, table: string): string[] {
  return [
    `grant select on ${table} to "${roleName(subgraph, 'app')}"`,
    `grant select on ${table} to "${roleName(subgraph, 'export')}"`,
  ];
}
