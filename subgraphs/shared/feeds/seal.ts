import type { EntityManager } from '@mikro-orm/postgresql';
import { SUBGRAPHS } from '../access/viewer.js';
import type { CivilDate } from '../clock.js';
import type { Database } from '../database/database.js';
import { textArray } from '../database/text-array.js';
import { APPLIED } from './acknowledgement.js';
import type { FeedContract } from './contract.js';
import type { FollowUp } from './follow-up.js';
import { fieldsFor } from './projection.js';
import { publish } from './publish.js';
import { IIN_REPLACED, IIN_SEALED, replaceIin, type IinColumns, type Replacement } from './replaced.js';

/** Replacements that every consumer has applied and that still link the two keys, oldest first. */
const READY = `
  select o.id, o.event_id as "eventId", o.data from outbox o
   where o.feed = ? and o.type = '${IIN_REPLACED}' and o.data <> '{}' and o.position is not null
     and (select count(*) from feed_consumer c where c.feed = o.feed and c.consumer = any (?::text[]) and ${APPLIED}) = ?
   order by o.position`;

/** A replacement as it stands in the outbox. */
interface ReadyRow {
  readonly id: string;
  readonly eventId: string;
  readonly data: Replacement;
}

/** What is to be sealed, and by what its own subgraph knows people. */
export interface Sealing {
  readonly contract: FeedContract;
  readonly iins: IinColumns;
  readonly today: CivilDate;
}

/**
 * Seals one replacement: what the owner has told and received under the old key is told and received under the new one, the event
 * that linked them is emptied, and its consumers are told to do the same.
 */
async function seal(em: EntityManager, { contract, iins, today }: Sealing, { id, eventId, data }: ReadyRow): Promise<void> {
  await replaceIin(em, iins, data, { outbox: true });
  await em.execute(`update outbox set data = '{}', subjects = '{}' where id = ?`, [id]);
  await publish(em, contract, { type: IIN_SEALED, subjects: [], occurredOn: today, data: { replacement: eventId } });
}

/** Seals whatever can be; how many there were. Two instances at once wait for each other and find nothing left. */
export function sealReplacements(database: Database, sealing: Sealing): Promise<number> {
  const { contract } = sealing;
  const consumers = SUBGRAPHS.filter((name) => fieldsFor(contract, name, IIN_REPLACED) !== null);
  return database.feeds(async (em) => {
    const ready = (): Promise<ReadyRow[]> => em.execute<ReadyRow[]>(READY, [contract.name, textArray(consumers), consumers.length]);
    if ((await ready()).length === 0) return 0;
    await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 2))', [`feed ${contract.name}`]);
    const rows = await ready();
    for (const row of rows) await seal(em, sealing, row);
    return rows.length;
  });
}

/** Seals the replacements of a feed, behind its consumers. */
export const sealing = (contract: FeedContract, iins: IinColumns): FollowUp => ({
  contract,
  failure: 'replaced IINs were not sealed',
  run: (database, today) => sealReplacements(database, { contract, iins, today }),
});
