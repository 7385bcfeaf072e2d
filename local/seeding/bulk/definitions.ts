import { escapeIdentifier, type Client } from 'pg';
import type { Dropped } from '../../bootstrap/state.js';

/** Something that slows a bulk load down, how to get rid of it and how to get it back. */
export interface Definition extends Dropped {
  readonly drop: string;
}

interface ConstraintRow {
  readonly table: string;
  readonly name: string;
  readonly kind: 'p' | 'u' | 'x' | 'f';
  readonly referenced: string | null;
  readonly definition: string;
}

/** Primary keys, unique and exclusion constraints of some tables, and foreign keys from them and to them. */
const CONSTRAINTS = `
  select t.relname as table, c.conname as name, c.contype as kind, r.relname as referenced, pg_get_constraintdef(c.oid) as definition
  from pg_constraint c join pg_class t on t.oid = c.conrelid left join pg_class r on r.oid = c.confrelid
  where t.relnamespace = 'public'::regnamespace and (t.relname = any ($1) or r.relname = any ($1)) and c.contype in ('p', 'u', 'x', 'f')
  order by array_position(array['p', 'u', 'x', 'f'], c.contype::text), t.relname, c.conname`;

interface IndexRow {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

/** Indexes that no constraint stands for. */
const INDEXES = `
  select t.relname as table, x.relname as name, pg_get_indexdef(i.indexrelid) as definition
  from pg_index i join pg_class t on t.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
  where t.relnamespace = 'public'::regnamespace and t.relname = any ($1)
    and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u', 'x'))
  order by t.relname, x.relname`;

interface TriggerRow {
  readonly table: string;
  readonly name: string;
}

/**
 * Triggers of ours that look at every row that comes, and those that only check (`check_…`): without indexes, which they were made for, each
 * batch would take longer than the one before. What looks at a statement's rows together to keep numbers of them stays.
 */
const TRIGGERS = `
  select t.relname as table, g.tgname as name from pg_trigger g join pg_class t on t.oid = g.tgrelid join pg_proc f on f.oid = g.tgfoid
  where t.relnamespace = 'public'::regnamespace and t.relname = any ($1) and not g.tgisinternal and g.tgenabled <> 'D' and (g.tgtype & 1 = 1 or f.proname like 'check\\_%') order by 1, 2`;

const constraint = ({ table, name, referenced, definition }: ConstraintRow): Definition => ({
  table,
  name,
  tables: referenced === null ? [table] : [table, referenced],
  drop: `alter table ${escapeIdentifier(table)} drop constraint ${escapeIdentifier(name)}`,
  restore: `alter table ${escapeIdentifier(table)} add constraint ${escapeIdentifier(name)} ${definition}`,
});

const index = ({ table, name, definition }: IndexRow): Definition => ({
  table,
  name,
  tables: [table],
  drop: `drop index ${escapeIdentifier(name)}`,
  restore: definition,
});

const trigger = ({ table, name }: TriggerRow): Definition => {
  const change = (how: 'disable' | 'enable'): string => `alter table ${escapeIdentifier(table)} ${how} trigger ${escapeIdentifier(name)}`;
  return { table, name, tables: [table], drop: change('disable'), restore: change('enable') };
};

/**
 * What the catalogue has on some tables, in an order in which it can be made: exclusion constraints first, since they take
 * longest and can use one processor only; then keys, the other indexes, foreign keys, triggers (which look at no row that is
 * there by then). Check constraints stay: they cost little, and every row is checked as it comes.
 */
export async function readDefinitions(client: Client, tables: readonly string[]): Promise<Definition[]> {
  const { rows: constraints } = await client.query<ConstraintRow>(CONSTRAINTS, [tables]);
  const { rows: indexes } = await client.query<IndexRow>(INDEXES, [tables]);
  const { rows: triggers } = await client.query<TriggerRow>(TRIGGERS, [tables]);
  const ofKind = (...kinds: readonly string[]): Definition[] => constraints.filter(({ kind }) => kinds.includes(kind)).map(constraint);
  return [...ofKind('x'), ...ofKind('p', 'u'), ...indexes.map(index), ...ofKind('f'), ...triggers.map(trigger)];
}
