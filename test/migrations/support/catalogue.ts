import type { ClientBase } from 'pg';

export interface Column {
  readonly table: string;
  readonly number: number;
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly hasDefault: boolean;
}

export interface Constraint {
  readonly id: string;
  readonly table: string;
  readonly name: string;
  /** As in pg_constraint: `c` check, `f` foreign key, `u` unique, `p` primary key, `x` exclusion. */
  readonly kind: string;
  readonly validated: boolean;
  readonly definition: string;
  /** The index under a unique key, by its id. */
  readonly index: string;
}

export interface Index {
  readonly id: string;
  readonly table: string;
  readonly name: string;
  readonly valid: boolean;
}

export interface Table {
  readonly id: string;
  readonly name: string;
  /** Where its rows are; another one after a rewrite. */
  readonly file: string;
  readonly guarded: boolean;
}

/** What a database is, as far as a process of an earlier version could notice. Tables by id, so that a rename shows. */
export interface Catalogue {
  readonly tables: ReadonlyMap<string, Table>;
  readonly columns: readonly Column[];
  readonly constraints: readonly Constraint[];
  readonly indexes: readonly Index[];
  /** Of the `_app` role: `select on person`, `update (iin) on transfer`, `execute on function …`. */
  readonly privileges: ReadonlySet<string>;
  readonly policies: ReadonlySet<string>;
}

const TABLES = `select c.oid::text as id, relname as name, relfilenode::text as file, relrowsecurity as guarded
  from pg_class c where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace`;

const COLUMNS = `select attrelid::text as "table", attnum as number, attname as name, format_type(atttypid, atttypmod) as type, attnotnull as required,
    (atthasdef or attidentity <> '') as "hasDefault"
  from pg_attribute a join pg_class c on c.oid = attrelid
  where attnum > 0 and not attisdropped and relkind in ('r', 'p') and relnamespace = 'public'::regnamespace`;

// PostgreSQL 18 has a constraint for each NOT NULL too (kind n): those are told by the columns.
const CONSTRAINTS = `select oid::text as id, conrelid::text as "table", conname as name, contype as kind, convalidated as validated,
    pg_get_constraintdef(oid) as definition, conindid::text as index
  from pg_constraint where contype in ('c', 'f', 'u', 'p', 'x') and connamespace = 'public'::regnamespace`;

const INDEXES = `select indexrelid::text as id, indrelid::text as "table", c.relname as name, indisvalid as valid
  from pg_index join pg_class c on c.oid = indexrelid where c.relnamespace = 'public'::regnamespace`;

const PRIVILEGES = `
  select lower(privilege_type) || ' on ' || relname as privilege from pg_class, aclexplode(relacl)
    where relnamespace = 'public'::regnamespace and grantee = $1::regrole
  union all
  select lower(privilege_type) || ' (' || attname || ') on ' || relname from pg_attribute join pg_class c on c.oid = attrelid, aclexplode(attacl)
    where relnamespace = 'public'::regnamespace and grantee = $1::regrole
  union all
  select 'execute on function ' || p.oid::regprocedure from pg_proc p, aclexplode(proacl)
    where pronamespace = 'public'::regnamespace and grantee = $1::regrole`;

const POLICIES = `select polname || ' on ' || relname as policy from pg_policy join pg_class c on c.oid = polrelid`;

/** Reads the catalogue; `app` is the role that processes log in with. */
export async function readCatalogue(client: ClientBase, app: string): Promise<Catalogue> {
  const rows = async <T extends object>(sql: string, ...values: string[]): Promise<T[]> => (await client.query<T>(sql, values)).rows;
  const privileges = await rows<{ privilege: string }>(PRIVILEGES, `"${app}"`);
  const policies = await rows<{ policy: string }>(POLICIES);
  return {
    tables: new Map((await rows<Table>(TABLES)).map((table) => [table.id, table])),
    columns: await rows<Column>(COLUMNS),
    constraints: await rows<Constraint>(CONSTRAINTS),
    indexes: await rows<Index>(INDEXES),
    privileges: new Set(privileges.map(({ privilege }) => privilege)),
    policies: new Set(policies.map(({ policy }) => policy)),
  };
}
