import type { Catalogue, Column, Constraint, Table } from './catalogue.js';

/** What a migration does that a process of the version before may not survive, or has to wait for. */
export interface Finding {
  /** Names it, also in a migration's `allowed`. */
  readonly what: string;
  /** The safe way. */
  readonly instead: string;
}

const ADVICE = {
  contract: 'In the release after the one that stopped using it, with `allowed`.',
  rename: 'Add a new one, write both, move over, drop the old one in a later release.',
  type: 'Add a column of the new type, write both, copy in batches, move over.',
  required: 'Add `check (… is not null) not valid`, validate it in the next migration, then set not null.',
  fill: 'Give it a default: the version before does not know it.',
  rewrite: 'The table is locked for as long as it has rows to copy. Add a new column or table, and move over.',
  constraint: '`not valid` here, `validate constraint` in the next migration: that one locks nobody out.',
  index: 'An OnlineMigration of its own (shared/database/online-migration.ts): writes wait for this one.',
  rows: 'Change rows in batches, apart from changes of the table, by a job that can be repeated.',
  invalid: 'It was not finished: drop it and build it again.',
} as const;

const finding = (what: string, advice: keyof typeof ADVICE): Finding => ({ what, instead: ADVICE[advice] });

/** A table of the release, before and after. */
interface Pair {
  readonly table: Table;
  readonly before: Catalogue;
  readonly after: Catalogue;
}

const of = <T extends { readonly table: string }>(items: readonly T[], { id }: Table): T[] => items.filter(({ table }) => table === id);

function tableFindings({ table: { id, name, file, guarded }, after }: Pair): Finding[] {
  const now = after.tables.get(id);
  if (now === undefined) return [finding(`drops table ${name}`, 'contract')];
  return [
    ...(now.name === name ? [] : [finding(`renames table ${name}`, 'rename')]),
    ...(now.file === file ? [] : [finding(`rewrites table ${name}`, 'rewrite')]),
    ...(now.guarded === guarded ? [] : [finding(`switches row-level security of ${name}`, 'contract')]),
  ];
}

function columnFindings({ table, before, after }: Pair): Finding[] {
  const now = new Map(of(after.columns, table).map((column) => [column.number, column]));
  const old = of(before.columns, table);
  const added = [...now.values()].filter(({ number }) => !old.some((column) => column.number === number));
  return [
    ...old.flatMap((column) => changeOf(column, now.get(column.number), `${table.name}.${column.name}`, isChecked(column, table, before))),
    ...added.filter(({ required, hasDefault }) => required && !hasDefault).map(({ name }) => finding(`adds ${table.name}.${name} not null without a default`, 'fill')),
  ];
}

/** A check that was validated before says the same as NOT NULL, which then costs no look at the rows and takes nothing away. */
const isChecked = ({ name }: Column, table: Table, { constraints }: Catalogue): boolean =>
  of(constraints, table).some(({ validated, definition }) => validated && definition.replaceAll(/[()"]/g, '') === `CHECK ${name} IS NOT NULL`);

function changeOf(old: Column, now: Column | undefined, name: string, checked: boolean): Finding[] {
  if (now === undefined) return [finding(`drops column ${name}`, 'contract')];
  return [
    ...(now.name === old.name ? [] : [finding(`renames column ${name}`, 'rename')]),
    ...(now.type === old.type ? [] : [finding(`changes the type of ${name}`, 'type')]),
    ...(!now.required || old.required || checked ? [] : [finding(`makes ${name} not null`, 'required')]),
    ...(now.required && old.hasDefault && !now.hasDefault ? [finding(`takes the default from ${name}`, 'fill')] : []),
  ];
}

function constraintFindings({ table, before, after }: Pair): Finding[] {
  const added = of(after.constraints, table).filter(({ id }) => !before.constraints.some((one) => one.id === id));
  const readsRows = ({ kind, validated }: Constraint): boolean => ['c', 'f'].includes(kind) && validated;
  return added.filter(readsRows).map(({ name }) => finding(`adds the constraint ${name} to ${table.name} and checks every row`, 'constraint'));
}

function indexFindings({ table, before, after }: Pair, transactional: boolean): Finding[] {
  const indexes = of(after.indexes, table);
  const added = indexes.filter(({ id }) => !before.indexes.some((one) => one.id === id));
  return [
    ...(transactional ? added.map(({ name }) => finding(`builds the index ${name} of ${table.name} with the table locked`, 'index')) : []),
    ...indexes.filter(({ valid }) => !valid).map(({ name }) => finding(`leaves the index ${name} invalid`, 'invalid')),
  ];
}

const missing = (before: ReadonlySet<string>, after: ReadonlySet<string>): string[] => [...before].filter((one) => !after.has(one));

/** Rows of a guarded table are people's, of a whole nation; those of a catalogue are few. */
function rowFindings(statements: readonly string[], tables: readonly Table[]): Finding[] {
  const guarded = new Set(tables.filter((table) => table.guarded).map(({ name }) => name));
  const written = statements.flatMap((sql) => /^\s*(?:update|delete\s+from|insert\s+into)\s+(?:only\s+)?"?(\w+)/i.exec(sql)?.[1] ?? []);
  return [...new Set(written.filter((name) => guarded.has(name)))].map((name) => finding(`changes rows of ${name}`, 'rows'));
}

export interface Change {
  /** Tables that a released version knows. */
  readonly released: readonly Table[];
  readonly before: Catalogue;
  readonly after: Catalogue;
  readonly statements: readonly string[];
  readonly transactional: boolean;
}

/** What is unsafe in a migration while the version before serves. Found by what it did, however it was written. */
export function findingsOf({ released, before, after, statements, transactional }: Change): Finding[] {
  const pairs = released.map((table) => ({ table: before.tables.get(table.id) ?? table, before, after }));
  const taken = missing(before.privileges, after.privileges).map((privilege) => finding(`takes ${privilege} from the processes`, 'contract'));
  const policies = missing(before.policies, after.policies).map((policy) => finding(`drops the policy ${policy}`, 'contract'));
  return [
    ...pairs.flatMap((pair) => [...tableFindings(pair), ...columnFindings(pair), ...constraintFindings(pair), ...indexFindings(pair, transactional)]),
    ...taken,
    ...policies,
    ...rowFindings(statements, released),
  ];
}
