import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import type { Database } from '../../../shared/database/database.js';
import { periodically } from '../../../shared/job/periodic.js';
import type { Attendant, Surroundings } from '../../../shared/server.js';
import { endByAdoption } from './placement.feed.js';

interface Adopted {
  readonly iin: string;
  readonly day: CivilDate;
  readonly receivedOn: CivilDate;
}

/** Children who were in care before an adoption that the civil registry has told of, as it stands last, where that is not sealed. */
const LEFT = `
  select distinct p.iin, adopted.day::text as day, told.received_on::text as "receivedOn"
    from placement p
    cross join lateral (
      select i.data, i.received_on from inbox i where i.feed = 'life-events' and i.type = 'PARENTAGE' and i.state = 'APPLIED' and i.data <> '{}' and i.subjects @> array[p.iin] and i.data ->> 'iin' = p.iin order by i.position desc limit 1) told
    cross join lateral (
      select max(a."from") as day from jsonb_to_recordset(told.data -> 'parents') as a(basis text, "from" date, "to" date) where a.basis = 'ADOPTION' and a."to" is null) adopted
   where p.sealed_on is null and p.valid_from < adopted.day and adopted.day <= told.received_on order by p.iin`;

const left = (em: EntityManager): Promise<Adopted[]> => em.execute<Adopted[]>(LEFT);

/**
 * Seals what the feed left open: of adoptions that an earlier release applied, and of placements that were recorded late, for days before
 * one. Each in a transaction of its own; done once there is nothing left. How many there were.
 */
export async function sealAdoptedBefore(database: Database, stopping?: AbortSignal): Promise<number> {
  const children = await database.feeds(left);
  for (const child of children) {
    stopping?.throwIfAborted();
    await database.feeds((em) => endByAdoption(em, [child]));
  }
  return children.length;
}

const RHYTHM = { firstMs: 60_000, everyMs: 86_400_000 } as const;

export function attendAdoptedBefore({ database, log }: Surroundings): Attendant {
  return periodically(async (stopping) => void (await sealAdoptedBefore(database, stopping)), (err) => log.error({ err }, 'adoptions of before are not looked for; trying again'), RHYTHM);
}
