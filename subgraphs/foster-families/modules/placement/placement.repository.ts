import type { EntityManager } from '@mikro-orm/postgresql';
import { definePathLoader } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import { alignByKey, groupByKey } from '../../../shared/loader.js';
import type { PageRequest } from '../../../shared/pagination.js';
import { onRegister } from '../access/register.service.js';
import type { PlacementFormCode } from '../form/placement-form.type.js';
import { PlacementRow } from './placement.entity.js';
import type { PlacementStatus } from './placement-status.type.js';

/** A child's placements, oldest first; what adoption has sealed is not among them (see the table's policies). */
export const placementsOf = definePathLoader<string, PlacementRow[]>(onRegister, async (em, iins) => {
  const rows = await em.find(PlacementRow, { iin: { $in: [...iins] } }, { orderBy: { validFrom: 'asc', id: 'asc' }, disableIdentityMap: true });
  return groupByKey(iins, rows, ({ iin }) => iin);
});

/** Placements by internal key. */
export const placementById = definePathLoader<string, PlacementRow | null>(onRegister, async (em, ids) =>
  alignByKey(ids, await em.find(PlacementRow, { id: { $in: [...ids] } }, { disableIdentityMap: true }), ({ id }) => id),
);

/** What a list of placements may be narrowed by; null means no condition. */
export interface PlacementConditions {
  readonly regionKato: string | null;
  readonly districtKato: string | null;
  readonly form: PlacementFormCode | null;
  readonly on: CivilDate | null;
  readonly status: PlacementStatus | null;
  readonly undecidedCarers: boolean | null;
}

/** As `statusOf` has it. */
const STATUS = `case when p.valid_to is not null then 'ENDED' when p.awaited_event is null then 'ACTIVE' else 'PENDING' end`;

/** A placement that lasts, with a carer about whom the body has not decided in its form: a contract older than the databank. */
const UNDECIDED = `(p.valid_to is null and exists (select 1 from carer c where c.family_id = p.family_id and c.valid_to is null and c.died_on is null and not exists (
   select 1 from carer_candidate k join carer_decision d on d.candidate_id = k.id
    where k.iin = c.iin and (d.form = p.form or (d.form in ('GUARDIANSHIP', 'TRUSTEESHIP') and p.form in ('GUARDIANSHIP', 'TRUSTEESHIP'))))))`;

/** Register path: placements of the regions in scope, ordered by an internal key; one row more than the page. */
export async function listPlacements(em: EntityManager, where: PlacementConditions, { limit, after }: PageRequest): Promise<PlacementRow[]> {
  const rows = await em.execute<Record<string, unknown>[]>(
    `select p.* from placement p
      where p.id > ? and (?::text is null or p.region_kato = ?) and (?::text is null or p.district_kato = ?) and (?::text is null or p.form = ?)
        and (?::date is null or (p.awaited_event is null and p.valid_from <= ? and (p.valid_to is null or p.valid_to > ?)))
        and (?::text is null or ${STATUS} = ?) and (?::boolean is null or ${UNDECIDED} = ?)
      order by p.id limit ?`,
    [after ?? '0', where.regionKato, where.regionKato, where.districtKato, where.districtKato, where.form, where.form,
      where.on, where.on, where.on, where.status, where.status, where.undecidedCarers, where.undecidedCarers, limit + 1],
  );
  return rows.map((row) => em.map(PlacementRow, row as never));
}
