import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { LIFE_EVENTS } from '../../../shared/feeds/contracts/life-events.js';
import { publish } from '../../../shared/feeds/publish.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { citizenshipsIn, residenceIn } from '../history/event-data.js';
import { begunBy } from '../history/fact.js';
import { readFacts, writeFacts } from '../history/fact-table.js';
import { nationwide } from '../history/nation.js';
import { CITIZENSHIP, LIFE_STATUS } from '../history/tables.js';
import { endAll } from '../history/timeline.js';
import { readResidences, writeResidences } from '../residence/residence-history.js';
import type { Change, Concerned } from '../registration/register-change.js';

/** Asked of the whole country: a child may live in another region than the mother. Only yes or no comes of it. */
const gaveBirthAfter = (em: EntityManager, mother: string, day: CivilDate): Promise<boolean> =>
  nationwide(em, async () => {
    const rows = await em.execute<object[]>(
      `select 1 from parentage join person child on child.iin = parentage.iin
        where parent_iin = ? and role = 'MOTHER' and basis = 'BIRTH' and superseded_at is null and child.birth_date > ? limit 1`,
      [mother, day],
    );
    return rows.length > 0;
  });

/**
 * A death ends what holds of a person: residence, citizenship, a declaration as missing. What was recorded to begin later
 * never did. Parentages stay: the dead stay somebody's parents, and children.
 */
export async function recordDeath({ em, viewer, person, occurredOn, receivedOn, act }: Change): Promise<Concerned> {
  const { iin } = person;
  if (person.diedOn !== null) throw new Refused('ALREADY_DEAD', 'input.iin', 'The person\'s death is on record already.');
  if (await gaveBirthAfter(em, iin, occurredOn)) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', 'The day must not lie before the birth of a child whose mother the person is.');
  const [statuses, citizenships, residences] = [await readFacts(em, LIFE_STATUS, iin), await readFacts(em, CITIZENSHIP, iin), await readResidences(em, iin)];
  const ended = { citizenships: endAll(citizenships, occurredOn, act), residences: endAll(residences, occurredOn, act) };
  await writeFacts(em, LIFE_STATUS, iin, statuses, [...endAll(statuses, occurredOn, act), begunBy(act, { status: 'DECEASED' }, occurredOn)]);
  await writeFacts(em, CITIZENSHIP, iin, citizenships, ended.citizenships);
  // Last: without a residence the record is no region's any more.
  await writeResidences(em, viewer, iin, residences, ended.residences);
  const about = { subjects: [iin], occurredOn };
  await publish(em, LIFE_EVENTS, { type: 'DEATH', ...about, data: { iin, diedOn: occurredOn, registeredOn: receivedOn } });
  await publish(em, LIFE_EVENTS, { type: 'CITIZENSHIP', ...about, data: { iin, citizenships: citizenshipsIn(ended.citizenships) } });
  await publish(em, LIFE_EVENTS, { type: 'RESIDENCE', ...about, data: { iin, residence: residenceIn(ended.residences) } });
  return { subjects: [iin] };
}
