import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';

/** A family that has lost a carer. */
interface Bereaved {
  /** Internal key of the family. */
  readonly family: string;
  readonly diedOn: CivilDate;
}

const KEEP = `
  update carer c set died_on = e."diedOn" from jsonb_to_recordset(?::jsonb) as e(iin text, "diedOn" date)
   where c.iin = e.iin and c.died_on is distinct from e."diedOn" returning c.family_id::text as family, c.died_on as "diedOn"`;

/** Notes which carers have died; their families, for whom that is news. */
export const keepCarersDeaths = (em: EntityManager, deaths: readonly { readonly iin: string; readonly diedOn: CivilDate }[]): Promise<Bereaved[]> =>
  em.execute<Bereaved[]>(KEEP, [JSON.stringify(deaths)]);
