import { HttpConnection, postOf } from '../http-connection.js';

/** Asks one subgraph; what comes is believed to be what was asked for. */
export type Ask = <T>(query: string, variables?: object) => Promise<T>;

/** The answer to `_entities`. */
export interface Entities<T> {
  readonly _entities: readonly T[];
}

/** One connection to each subgraph, on which requests follow each other without waiting for answers. */
export async function askOf(origin: string, subgraph: string): Promise<Ask> {
  const connection = await HttpConnection.open(Number(new URL(origin).port));
  return async <T>(query: string, variables?: object): Promise<T> => {
    const { body } = await connection.request(postOf(`/${subgraph}/graphql`, JSON.stringify({ query, variables })));
    return (JSON.parse(body.toString()) as { data: T }).data;
  };
}
