import type { Client } from 'pg';
import type { DatabaseName } from '../../subgraphs/shared/database/roles.js';

/** What the catalogue says of a table. */
export interface Table {
  readonly name: string;
  readonly owner: string;
  readonly secured: boolean;
  readonly forced: boolean;
  /** Letters by role without the database's name: `app`, `export`, `audit`, `PUBLIC`. The owner's are left out. */
  readonly grants: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
  /** Tables that its foreign keys refer to. */
  readonly refersTo: readonly string[];
}

export interface Policy {
  readonly table: string;
  readonly name: string;
  readonly permissive: boolean;
  readonly roles: readonly string[];
  readonly command: string;
  /** What must hold of rows seen and of rows written, as PostgreSQL prints it. */
  readonly seen: string | null;
  readonly written: string | null;
}

const short = (name: DatabaseName, column: string): string => `case when ${column} = 0 then 'PUBLIC' else replace(pg_get_userbyid(${column}), '${name}_', '') end`;

/** Of a relation's or column's list: an object of letters by role. */
const letters = (name: DatabaseName, list: string): string => `
  (select coalesce(json_object_agg(role, given), '{}') from (
     select ${short(name, 'grantee')} as role, string_agg(case privilege_type when 'INSERT' then 'a' when 'SELECT' then 'r' when 'UPDATE' then 'w' when 'DELETE' then 'd' when 'USAGE' then 'U' else '?' end, '' order by case privilege_type when 'INSERT' then 'a' when 'SELECT' then 'r' when 'UPDATE' then 'w' when 'DELETE' then 'd' else 'z' end) as given
       from aclexplode(${list}) where grantee <> grantor group by 1) as granted)`;

export const readTables = async (client: Client, name: DatabaseName): Promise<Table[]> =>
  (await client.query<Table>(
    `select c.relname as name, pg_get_userbyid(c.relowner) as owner, c.relrowsecurity as secured, c.relforcerowsecurity as forced, ${letters(name, 'c.relacl')} as grants,
            array(select attname::text from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped) as columns,
            array(select distinct confrelid::regclass::text from pg_constraint where conrelid = c.oid and contype = 'f') as "refersTo"
       from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'f') order by 1`)).rows;

export const readPolicies = async (client: Client, name: DatabaseName): Promise<Policy[]> =>
  (await client.query<Policy>(
    `select polrelid::regclass::text as table, polname as name, polpermissive as permissive, array(select ${short(name, 'role')} from unnest(polroles) as role) as roles, polcmd as command,
            pg_get_expr(polqual, polrelid) as seen, pg_get_expr(polwithcheck, polrelid) as written from pg_policy`)).rows;

/** Views of every schema of ours: which, whose, and whether it reads as whoever asks. */
export const readViews = async (client: Client): Promise<{ schema: string; name: string; owner: string; invoker: boolean }[]> =>
  (await client.query<{ schema: string; name: string; owner: string; invoker: boolean }>(
    `select n.nspname as schema, c.relname as name, pg_get_userbyid(c.relowner) as owner, coalesce('security_invoker=true' = any (c.reloptions), false) as invoker
       from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('v', 'm') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`)).rows;

/** Functions of ours that run as their owner. */
export const readDefiners = async (client: Client): Promise<{ name: string; settings: string[] | null; public: boolean }[]> =>
  (await client.query<{ name: string; settings: string[] | null; public: boolean }>(
    `select p.oid::regprocedure::text as name, proconfig as settings, proacl is null or exists (select 1 from aclexplode(proacl) where grantee = 0) as public
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace where prosecdef and n.nspname not in ('pg_catalog', 'information_schema')`)).rows;

/** Columns with grants of their own: letters by role. */
export const readColumnGrants = async (client: Client, name: DatabaseName): Promise<Record<string, Readonly<Record<string, string>>>> => {
  const { rows } = await client.query<{ column: string; grants: Readonly<Record<string, string>> }>(
    `select format('%s.%s', attrelid::regclass, attname) as column, ${letters(name, 'attacl')} as grants from pg_attribute where attacl is not null and attrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)`);
  return Object.fromEntries(rows.map(({ column, grants }) => [column, grants]));
};

/** Unique and exclusion keys of some tables that hold more than numbers of the database's own. */
export const readUniqueKeys = async (client: Client, tables: readonly string[]): Promise<string[]> =>
  (await client.query<{ name: string }>(
    `select i.indexrelid::regclass::text as name from pg_index i
      where (i.indisunique or i.indisexclusion) and i.indrelid::regclass::text = any ($1)
        and exists (select 1 from pg_attribute a where a.attrelid = i.indrelid and a.attnum = any (i.indkey) and (a.attname ~ '(^|_)iin$' or a.attname = 'key'))`, [tables])).rows.map(({ name }) => name).sort();

/** What a role may do that no role of ours may: see past row-level security, or be another role. */
export const readPowers = async (client: Client, name: DatabaseName): Promise<{ role: string; super: boolean; bypasses: boolean; logs_in: boolean; member_of: string[] }[]> =>
  (await client.query<{ role: string; super: boolean; bypasses: boolean; logs_in: boolean; member_of: string[] }>(
    `select replace(rolname, $1 || '_', '') as role, rolsuper as super, rolbypassrls as bypasses, rolcanlogin as logs_in, array(select replace(pg_get_userbyid(roleid), $1 || '_', '') || case when inherit_option then '' else ', without inheriting' end from pg_auth_members where member = r.oid) as member_of
       from pg_roles r where rolname = any (array[$1 || '_owner', $1 || '_app', $1 || '_export', $1 || '_audit']) order by 1`, [name])).rows;

/** What may be made or seen in schemas of ours, as `role schema privileges`; the owner's own left out. */
export const readSchemaGrants = async (client: Client, name: DatabaseName): Promise<string[]> =>
  (await client.query<{ found: string }>(
    `select format('%s %s %s', ${short(name, 'grantee')}, nspname, string_agg(privilege_type, ',' order by privilege_type)) as found
       from pg_namespace, aclexplode(nspacl) where nspname !~ '^pg_' and nspname <> 'information_schema' and grantee <> nspowner group by grantee, nspname order by 1`)).rows.map(({ found }) => found);

/** Tables about people by what they are: they name somebody, or hang on a table that does. */
export function aboutPeople(tables: readonly Table[]): Set<string> {
  const found = new Set(tables.filter(({ columns }) => columns.some((column) => /(^|_)iin$/.test(column))).map(({ name }) => name));
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const { name, refersTo } of tables) if (refersTo.some((table) => found.has(table))) found.add(name);
  }
  return found;
}
