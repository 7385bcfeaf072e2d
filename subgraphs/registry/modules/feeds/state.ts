import type { EntityManager } from '@mikro-orm/postgresql';
import { textArray } from '../../../shared/database/text-array.js';

/** A table of facts whose rows about a child are what the last event said, and the columns it said it in. */
export interface StateTable {
  readonly table: string;
  readonly columns: readonly string[];
}

const equal = (columns: readonly string[]): string => `t.iin = g.iin and ${columns.map((column) => `t.${column} is not distinct from g.${column}`).join(' and ')}`;

/**
 * Makes the facts in force about some children those that are given: a row that is given already stays, one that is not is superseded
 * and kept as history, what is new is added. Rows are given by the names of their columns.
 */
export async function setFacts(em: EntityManager, { table, columns }: StateTable, iins: readonly string[], given: readonly object[]): Promise<void> {
  const names = ['iin', ...columns].join(', ');
  await em.execute(
    `with given as (select distinct ${names} from jsonb_populate_recordset(null::${table}, ?::jsonb)),
          gone as (update ${table} t set superseded_at = clock_timestamp()
                    where t.iin = any (?::text[]) and t.superseded_at is null and not exists (select 1 from given g where ${equal(columns)}))
     insert into ${table} (${names}) select ${names} from given g
      where not exists (select 1 from ${table} t where t.superseded_at is null and ${equal(columns)})`,
    [JSON.stringify(given), textArray(iins)],
  );
}
