import type { EntityManager } from '@mikro-orm/postgresql';
import type { ClientBase } from 'pg';

/** Runs one statement with `?` for its parameters, wherever it belongs: on a connection of the ledger's own, or in a write's transaction. */
export type Sql = <R extends object>(statement: string, parameters: readonly (string | number | null)[]) => Promise<R[]>;

export const sqlOn = (client: ClientBase): Sql => async <R extends object>(statement: string, parameters: readonly (string | number | null)[]) => {
  let number = 0;
  const { rows } = await client.query<R>(statement.replaceAll('?', () => `$${(number += 1)}`), [...parameters]);
  return rows;
};

export const sqlIn = (em: EntityManager): Sql => (statement, parameters) => em.execute(statement, [...parameters]);

type Element = string | number | bigint | null;

const elementOf = (value: Element): string => {
  if (typeof value !== 'string') return value === null ? 'NULL' : String(value);
  return `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
};

/** An array as PostgreSQL reads it from text, so that both drivers hand on the same. */
export const arrayOf = (values: readonly Element[]): string => `{${values.map(elementOf).join(',')}}`;
