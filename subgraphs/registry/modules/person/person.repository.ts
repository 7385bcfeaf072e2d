import type { EntityManager } from '@mikro-orm/postgresql';
import { alignByKey, defineLoader } from '../../../shared/loader.js';
import type { PageRequest } from '../../../shared/pagination.js';
import type { CivilDate } from '../../../shared/clock.js';
import { PersonRow } from './person.entity.js';

export const personByIin = defineLoader<string, PersonRow | null>(async (iins, { database }) =>
  alignByKey(iins, await database.relation.find(PersonRow, { iin: { $in: [...iins] } }, { disableIdentityMap: true }), ({ iin }) => iin),
);

/** What a list of children may be narrowed by; null means no condition. */
export interface ChildConditions {
  readonly regionKato: string | null;
  readonly districtKato: string | null;
  readonly bornFrom: CivilDate | null;
  readonly bornTo: CivilDate | null;
}

/**
 * Register path: children of the regions in scope, ordered by an internal key; one row more than the page. A condition on the
 * place never matches a child whose placement is shielded that day: the answer would tell where the child is.
 */
export async function listChildren(em: EntityManager, where: ChildConditions, today: CivilDate, { limit, after }: PageRequest): Promise<PersonRow[]> {
  const place = where.regionKato !== null || where.districtKato !== null;
  const rows = await em.execute<Record<string, unknown>[]>(
    `select p.* from person p
      where p.is_child and p.id > ? and (?::date is null or p.birth_date >= ?) and (?::date is null or p.birth_date <= ?)
        and (not ? or (exists (select 1 from residence r where r.iin = p.iin and r.valid_to is null and r.superseded_at is null
          and (?::text is null or r.region_kato = ?) and (?::text is null or r.district_kato = ?))
          and not exists (select 1 from restriction x where x.iin = p.iin and x.superseded_at is null
            and x.valid_from <= ? and (x.valid_to is null or x.valid_to > ?))))
      order by p.id limit ?`,
    [after ?? '0', where.bornFrom, where.bornFrom, where.bornTo, where.bornTo, place,
      where.regionKato, where.regionKato, where.districtKato, where.districtKato, today, today, limit + 1],
  );
  return rows.map((row) => em.map(PersonRow, row as never));
}
