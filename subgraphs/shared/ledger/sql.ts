import type { EntityManager } from '@mikro-orm/postgresql';
import type { ClientBase, QueryResult } from 'pg';

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

/** Names of statements that connections prepare: their texts are constants, so there are few. */
const names = new Map<string, string>();

function nameOf(text: string): string {
  const name = names.get(text) ?? `ledger-${names.size + 1}`;
  names.set(text, name);
  return name;
}

function prepared<R extends object>(client: ClientBase, statement: string, parameters: readonly (string | number | null)[]): Promise<QueryResult<R>> {
  const text = numbered(statement);
  return client.query<R>(parameters.length === 0 ? { text } : { name: nameOf(text), text, values: [...parameters] });
}

/** The same on a connection that asks the same again and again: each statement is read and planned once. */
export const preparedOn = (client: ClientBase): Sql => async <R extends object>(statement: string, parameters: readonly (string | number | null)[]) => (await prepared<R>(client, statement, parameters)).rows;

/** Runs one statement with `?` for its parameters, prepared as well, and tells how many rows it wrote. */
export type Count = (statement: string, parameters: readonly string[]) => Promise<number>;

export const countOn = (client: ClientBase): Count => async (statement, parameters) => (await prepared(client, statement, parameters)).rowCount ?? 0;

export const sqlIn = (em: EntityManager): Sql => (statement, parameters) => em.execute(statement, [...parameters]);

type Element = string | number | bigint | null;

const elementOf = (value: Element): string => {
  if (typeof value !== 'string') return value === null ? 'NULL' : String(value);
  return `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
};

/** An array as PostgreSQL reads it from text, so that both drivers hand on the same. */
export const arrayOf = (values: readonly Element[]): string => `{${values.map(elementOf).join(',')}}`;
