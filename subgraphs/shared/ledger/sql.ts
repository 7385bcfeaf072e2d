import type { EntityManager } from '@mikro-orm/postgresql';
import type { ClientBase } from 'pg';

/** Runs one statement with `?` for its parameters, wherever it belongs: on a connection of the ledger's own, or in a write's transaction. */
export type Sql = <R extends object>(statement: string, parameters: readonly (string | number | null)[]) => Promise<R[]>;

function numbered(statement: string): string {
  let number = 0;
  return statement.replaceAll('?', () => `$${(number += 1)}`);
}

export const sqlOn = (client: ClientBase): Sql => async <R extends object>(statement: string, parameters: readonly (string | number | null)[]) => {
  const { rows } = await client.query<R>(numbered(statement), [...parameters]);
  return rows;
};

/** Runs one statement with `?` for its parameters, prepared under a name, and tells how many rows it wrote. */
export type Count = (name: string, statement: string, parameters: readonly string[]) => Promise<number>;

export const countOn = (client: ClientBase): Count => async (name, statement, parameters) => (await client.query({ name, text: numbered(statement), values: [...parameters] })).rowCount ?? 0;

export const sqlIn = (em: EntityManager): Sql => (statement, parameters) => em.execute(statement, [...parameters]);

type Element = string | number | bigint | null;

const elementOf = (value: Element): string => {
  if (typeof value !== 'string') return value === null ? 'NULL' : String(value);
  return `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
};

/** An array as PostgreSQL reads it from text, so that both drivers hand on the same. */
export const arrayOf = (values: readonly Element[]): string => `{${values.map(elementOf).join(',')}}`;
