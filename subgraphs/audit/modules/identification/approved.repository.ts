import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { textArray } from '../../../shared/database/text-array.js';

/** A request that was approved and is in force. */
export interface ApprovedRow {
  readonly findingId: string;
  readonly id: string;
  readonly until: CivilDate;
}

/** A finding, by its id in the database, in the engagement that it is shown in. */
export interface FindingPlace {
  readonly finding: string;
  readonly engagement: string;
}

/** Of each finding the newest; of a ministry, by its programme, only those that name it: to any other registry tells nothing. */
export const approvedOf = (em: EntityManager, places: readonly FindingPlace[], ministry: string | null, today: CivilDate): Promise<ApprovedRow[]> =>
  em.execute<ApprovedRow[]>(
    `select distinct on (i.finding_id) i.finding_id::text as "findingId", i.public_id::text as id, least(i.until, e.ends_on)::text as until
       from unnest(?::bigint[], ?::uuid[]) as f (id, engagement) join engagement e on e.public_id = f.engagement join identification i on i.finding_id = f.id and i.engagement_id = e.id
      where i.approved and least(i.until, e.ends_on) >= ?::date and e.closed_at is null and (?::text is null or i.ministry = ?)
      order by i.finding_id, i.id desc`,
    [textArray(places.map(({ finding }) => finding)), textArray(places.map(({ engagement }) => engagement)), today, ministry, ministry]);
