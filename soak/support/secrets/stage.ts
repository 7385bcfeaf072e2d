import { escapeIdentifier, escapeLiteral, type Client } from 'pg';
import type { ProgrammeName } from '../../../subgraphs/shared/access/viewer.js';
import { benefitsRows, fosterRows, savingsRows, schoolsRows } from './programme-rows.js';
import { registryRows } from './registry-rows.js';
import type { Row, Secret, TableRows } from './row.js';

const ROWS: Readonly<Record<ProgrammeName, (secret: Secret) => TableRows[]>> = {
  registry: registryRows,
  benefits: benefitsRows,
  savings: savingsRows,
  'foster-families': fosterRows,
  schools: schoolsRows,
};

/** Rows may have different columns; those that one leaves out have their default. */
function inserts(table: string, rows: readonly Row[]): string[] {
  const alike = Map.groupBy(rows, (row) => Object.keys(row).map((column) => escapeIdentifier(column)).join(', '));
  return [...alike].map(([columns, some]) =>
    `insert into ${table} (${columns}) overriding system value select ${columns} from jsonb_populate_recordset(null::${table}, ${escapeLiteral(JSON.stringify(some))}::jsonb)`);
}

/** As a replica, for which neither triggers nor foreign keys stand in the way of an earlier state. */
const statements = (tables: readonly TableRows[]): string =>
  ['begin', 'set local session_replication_role = replica', ...tables.flatMap(({ table, own, rows }) => [`delete from ${table} where ${own}`, ...inserts(table, rows)]), 'commit'].join(';');

/** The databases of a federation in which one of two secrets is true, and the other the next moment: as the servers' administrator. */
export class Stage {
  #set: Secret | null = null;

  constructor(private readonly databases: Readonly<Record<ProgrammeName, Client>>) {}

  /** Makes one secret the truth, and undoes whatever was written since. */
  async become(secret: Secret): Promise<void> {
    this.#set = secret;
    await Promise.all(Object.entries(this.databases).map(([name, client]) => client.query(statements(ROWS[name as ProgrammeName](secret)))));
  }

  /** Whether it is the truth already. */
  is(secret: Secret): boolean {
    return this.#set?.where === secret.where && this.#set.replaced === secret.replaced;
  }

  /** The same as `become`, where it is not. */
  async be(secret: Secret): Promise<void> {
    if (!this.is(secret)) await this.become(secret);
  }
}
