import type { EntityManager } from '@mikro-orm/postgresql';
import type { Apply, ReceivedEvent } from '../../../shared/feeds/consume.js';
import type { DataFor } from '../../../shared/feeds/contract.js';
import type { INDEX_PARAMETERS } from '../../../shared/feeds/contracts/index-parameters.js';

type Data = DataFor<typeof INDEX_PARAMETERS, 'foster-families', 'INDEX_PARAMETERS'>;

const isNews = async (em: EntityManager, recordedAt: string): Promise<boolean> =>
  (await em.execute<unknown[]>('select 1 from index_parameter where told_at >= ?::timestamptz limit 1', [recordedAt])).length === 0;

/** What an event says takes the place of what was there, unless something later was told before: it names all figures. */
async function importOne(em: EntityManager, { data: { parameters }, recordedAt }: ReceivedEvent<Data>): Promise<void> {
  if (!(await isNews(em, recordedAt))) return;
  await em.execute('delete from index_parameter');
  await em.execute(
    `insert into index_parameter (parameter, valid_from, valid_to, amount, legal_basis, source, certainty, told_at)
     select parameter, "from", "to", amount, "legalBasis", source, certainty, ?::timestamptz
       from jsonb_to_recordset(?::jsonb) as p(parameter text, "from" date, "to" date, amount numeric, "legalBasis" text, source text, certainty text)`,
    [recordedAt, JSON.stringify(parameters)]);
}

/** Keeps the ministry's figures of the budget laws. */
export const importParameters: Apply<Data> = async (em, events) => {
  for (const event of events) await importOne(em, event);
};
