import type { Client } from 'pg';
import type { SeedTables } from '../../subgraphs/shared/synthetic/seed.js';

/** A table as COPY is to fill it: columns in order, with their types. Plain data, for the threads that make the rows. */
export interface TableShape {
  readonly name: string;
  /** Whether rows have a key (`id`, an identity column) and an id that clients see; both come before the given columns. */
  readonly keyed: boolean;
  readonly publicId: boolean;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

interface ColumnRow {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly identity: boolean;
}

const COLUMNS = `
  select c.relname as table, a.attname as name, t.typname as type, a.attidentity <> '' as identity
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
  where c.relnamespace = 'public'::regnamespace and c.relname = any ($1) and a.attnum > 0 and not a.attisdropped`;

/** What the catalogue says about the tables that a seed fills. */
export async function readShapes(client: Client, tables: SeedTables): Promise<TableShape[]> {
  const { rows } = await client.query<ColumnRow>(COLUMNS, [Object.keys(tables)]);
  return Object.entries(tables).map(([name, columns]) => {
    const known = new Map(rows.filter(({ table }) => table === name).map((row) => [row.name, row]));
    const typeOf = (column: string): string => {
      const row = known.get(column);
      if (row === undefined) throw new Error(`Its seed fills ${name}.${column}, which is not there.`);
      return row.type;
    };
    return {
      name,
      keyed: known.get('id')?.identity === true,
      publicId: known.get('public_id')?.type === 'uuid',
      columns: columns.map((column) => ({ name: column, type: typeOf(column) })),
    };
  });
}

/** The names of all columns that COPY is given, in order. */
export const copiedColumns = ({ keyed, publicId, columns }: TableShape): string[] => [
  ...(keyed ? ['id'] : []),
  ...(publicId ? ['public_id'] : []),
  ...columns.map(({ name }) => name),
];
