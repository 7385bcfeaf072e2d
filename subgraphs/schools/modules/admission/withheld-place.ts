import type { EntityManager } from '@mikro-orm/postgresql';
import { textArray } from '../../../shared/database/text-array.js';
import type { Apply } from '../../../shared/feeds/consume.js';
import type { EventData } from '../../../shared/feeds/contract.js';
import type { RESTRICTED as FEED } from '../../../shared/feeds/contracts/restricted.js';
import { restrictedPeriods } from '../../../shared/feeds/restricted-periods.js';
import type { CivilDate } from '../../../shared/clock.js';
import { lockIntakes, moveAside } from '../intake/intake.repository.js';
import { RESTRICTED } from '../resident/resident.repository.js';
import { offerPlaces } from './waiting-list.js';

type Restriction = EventData<typeof FEED, 'RESTRICTION'>;

const CONCERNED = `
  select a.id::text, a.intake_id::text as "intakeId", a.state in ('ACCEPTED', 'ENROLLED') as held from school_application a
   where a.iin = any (?::text[]) and a.state in ('SUBMITTED', 'WAITING', 'ACCEPTED', 'ENROLLED') and not a.set_aside and ${RESTRICTED} order by a.intake_id, a.id`;

interface Concerned {
  readonly id: string;
  readonly intakeId: string;
  /** Whether it holds a place. */
  readonly held: boolean;
}

/**
 * A place that a child holds whose whereabouts are withheld from now on becomes one of those set aside. Counted among the others it would
 * say, to whoever knew where the child was, whether it is there still.
 */
async function setAside(em: EntityManager, iins: readonly string[], today: CivilDate): Promise<void> {
  const concerned = (): Promise<Concerned[]> => em.execute<Concerned[]>(CONCERNED, [textArray(iins), today]);
  const intakes = [...new Set((await concerned()).map(({ intakeId }) => intakeId))];
  if (intakes.length === 0) return;
  await lockIntakes(em, intakes);
  for (const { id, intakeId } of (await concerned()).filter(({ held, intakeId: of }) => held && intakes.includes(of))) {
    await em.execute('update school_application set set_aside = true where id = ?', [id]);
    await moveAside(em, intakeId);
  }
  // No place is kept any more for those of them who had none.
  for (const intake of intakes) await offerPlaces(em, intake, today);
}

const keepPeriods = restrictedPeriods('restricted_child');

/** A child's whereabouts are withheld, or no longer: so is the place in which it is counted. */
export const applyRestrictions: Apply<Restriction> = async (em, events) => {
  await keepPeriods(em, events);
  for (const { data: { iin }, receivedOn } of events) await setAside(em, [iin], receivedOn);
};
