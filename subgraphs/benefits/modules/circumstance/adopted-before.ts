import type { EntityManager } from '@mikro-orm/postgresql';
import { instant } from '../../../shared/database/instant.js';
import { textArray } from '../../../shared/database/text-array.js';
import type { ReceivedEvent } from '../../../shared/feeds/consume.js';
import { WHOLE_COUNTRY, withSettings } from '../../../shared/feeds/settings.js';
import { periodically } from '../../../shared/job/periodic.js';
import type { Attendant, Surroundings } from '../../../shared/server.js';
import { type Parentage, sealAdopted } from '../award/adoption.feed.js';
import { UNTOLD } from '../due-entitlement/due-entitlement.repository.js';
import { inBatch, insistently, type Job, type JobSurroundings, ofJob } from '../job/job.js';
import { CARE_PROGRAMMES } from '../programme/programme-code.type.js';
import { endSealed } from './adopted-away.feed.js';

const JOB: Job = { name: 'adoptedBefore', fields: ['AwardAmount.validTo', 'BenefitAward.children', 'BenefitAward.endReason', 'BenefitAward.status', 'BenefitAward.until', 'BenefitPayment.state'] };

const CARE = textArray(CARE_PROGRAMMES.filter((programme) => programme !== 'ADOPTION_ONCE'));

/** Adoptions, as they were told last, of children whose time in an award of care before it is not sealed, or goes on though nobody will tell of its end. */
const LEFT = `
  select distinct on (c.iin) i.event_id as id, i.position::float8 as position, i.type, to_json(i.subjects) as subjects, i.occurred_on::text as "occurredOn",
         ${instant('i.recorded_at')} as "recordedAt", i.received_on::text as "receivedOn", i.data
    from benefit_award a
    join benefit_award_child c on c.award_id = a.id
    cross join lateral (
      select * from inbox p where p.type = 'PARENTAGE' and p.data <> '{}' and p.subjects @> array[c.iin] and p.data ->> 'iin' = c.iin order by p.position desc limit 1) as i
    cross join lateral (
      select max(p."from") as day from jsonb_to_recordset(i.data -> 'parents') as p(basis text, "from" date, "to" date) where p.basis = 'ADOPTION' and p."to" is null) as adopted
   where a.programme = any (?::text[]) and not c.never_due and c.since < adopted.day and adopted.day <= i.received_on
     and (c.sealed_on is null or (a.status in ('ACTIVE', 'SUSPENDED') and (c.until is null or c.until >= adopted.day) and ${UNTOLD}))
   order by c.iin, i.position desc`;

const left = (em: EntityManager): Promise<ReceivedEvent<Parentage>[]> => withSettings(em, WHOLE_COUNTRY, () => em.execute<ReceivedEvent<Parentage>[]>(LEFT, [CARE]));

/**
 * Does for adoptions that were applied by an earlier release what the feed does now: seals that the child was in care, and ends what nobody told
 * of. Each in a transaction of its own; done once there is nothing left. How many there were.
 */
export async function sealAdoptedBefore(surroundings: JobSurroundings, signal?: AbortSignal): Promise<number> {
  const events = await ofJob(surroundings, left);
  for (const event of events) {
    signal?.throwIfAborted();
    await insistently(() => inBatch(surroundings, JOB, '', async (em) => {
      await withSettings(em, WHOLE_COUNTRY, async () => {
        await sealAdopted(em, [event]);
        await endSealed(em, [event]);
      });
      return { result: undefined, changed: true };
    }));
  }
  return events.length;
}

/** Once soon after the start: from then on the feed does it. */
const RHYTHM = { firstMs: 60_000, everyMs: 86_400_000 } as const;

export function attendAdoptedBefore({ log, ...surroundings }: Surroundings): Attendant {
  return periodically(async (stopping) => void (await sealAdoptedBefore(surroundings, stopping)), (err) => log.error({ err }, 'adoptions of before are not looked for; trying again'), RHYTHM);
}
