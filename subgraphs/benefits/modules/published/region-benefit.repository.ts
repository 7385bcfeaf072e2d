import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import type { BenefitProgrammeCode } from '../programme/programme-code.type.js';

export interface RegionBenefitRow {
  readonly region: string;
  readonly programme: BenefitProgrammeCode;
  readonly awards: number;
  readonly paid: string;
}

/** Fewer recipients than this are not told. */
const FEWEST = 5;

/**
 * What regions paid for a month, arrears with it, rounded where it is counted, so that nothing exact leaves the database. One recipient
 * of many awards is one; an organisation is as many as it has awards, since it receives them for as many children.
 */
export function regionBenefits(em: EntityManager, month: CivilDate): Promise<RegionBenefitRow[]> {
  return em.execute<RegionBenefitRow[]>(
    `select p.region_kato as region, a.programme, round(count(distinct p.award_id), -1)::int as awards, round(sum(p.amount), -6)::text as paid
       from benefit_payment p join benefit_award a on a.id = p.award_id
      where p.month = ? and p.state = 'PAID'
      group by p.region_kato, a.programme having count(distinct coalesce(a.recipient_iin, a.public_id::text)) >= ?
      order by p.region_kato, a.programme`,
    [month, FEWEST],
  );
}
