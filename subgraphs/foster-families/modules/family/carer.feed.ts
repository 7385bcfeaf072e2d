import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';

/** A death, as the civil registry tells of it. */
interface Death {
  readonly iin: string;
  readonly diedOn: CivilDate;
  readonly receivedOn: CivilDate;
}

/** A family that has lost a carer. */
interface Bereaved extends Omit<Death, 'iin'> {
  /** Internal key of the family. */
  readonly family: string;
}

const KEEP = `
  update carer c set died_on = e."diedOn", death_told_at = now() from jsonb_to_recordset(?::jsonb) as e(iin text, "diedOn" date, "receivedOn" date)
   where c.iin = e.iin and c.died_on is distinct from e."diedOn" returning c.family_id::text as family, c.died_on as "diedOn", e."receivedOn"`;

/** Notes which carers have died; their families, for whom that is news. */
export const keepCarersDeaths = (em: EntityManager, deaths: readonly Death[]): Promise<Bereaved[]> => em.execute<Bereaved[]>(KEEP, [JSON.stringify(deaths)]);
