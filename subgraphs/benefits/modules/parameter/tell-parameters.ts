import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import type { EventData } from '../../../shared/feeds/contract.js';
import { INDEX_PARAMETERS } from '../../../shared/feeds/contracts/index-parameters.js';
import type { FollowUp } from '../../../shared/feeds/follow-up.js';
import { publish } from '../../../shared/feeds/publish.js';

type Told = EventData<typeof INDEX_PARAMETERS, 'INDEX_PARAMETERS'>;

const ON_RECORD = `
  select parameter, valid_from as "from", valid_to as "to", trim_scale(amount)::text as amount, legal_basis as "legalBasis", source, certainty
    from index_parameter order by parameter, valid_from`;

/** Two processes that start at once tell it once. */
const hold = (em: EntityManager): Promise<unknown> => em.execute(`select pg_advisory_xact_lock(hashtextextended('tell index parameters', 0))`);

const toldLast = async (em: EntityManager): Promise<Told | null> =>
  (await em.execute<{ data: Told }[]>('select data from outbox where feed = ? order by id desc limit 1', [INDEX_PARAMETERS.name]))[0]?.data ?? null;

const inOrder = ({ parameters }: Told): string =>
  JSON.stringify(parameters.map(({ parameter, from, to, amount, legalBasis, source, certainty }) => [parameter, from, to, amount, legalBasis, source, certainty]));

/**
 * Tells the figures of the budget laws, with their history, when they are others than were told last: a change of them is a migration, so
 * it is there before the process is. Whether it told anything. In a transaction of the feeds.
 */
export async function tellParameters(em: EntityManager, today: CivilDate): Promise<boolean> {
  await hold(em);
  const now: Told = { parameters: await em.execute<Told['parameters']>(ON_RECORD) };
  const last = await toldLast(em);
  if (last !== null && inOrder(last) === inOrder(now)) return false;
  await publish(em, INDEX_PARAMETERS, { type: 'INDEX_PARAMETERS', subjects: [], occurredOn: today, data: now });
  return true;
}

/** Looked at whenever the guardianship bodies pull: a process that nobody asks tells nothing. */
export const parameterNews: FollowUp = { contract: INDEX_PARAMETERS, failure: 'changed indices were not told', run: (database, today) => database.feeds((em) => tellParameters(em, today)) };
