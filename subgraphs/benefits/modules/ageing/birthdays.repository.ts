import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { WHOLE_COUNTRY, withSettings } from '../../../shared/feeds/settings.js';

/** A child in an award who has reached an age that its programme knows. */
export interface Birthday {
  readonly awardId: string;
  readonly membershipId: string;
  readonly iin: string;
  readonly birthDate: CivilDate;
}

/** Birth dates stand on the cases; of awards that no case led to nobody has told them. */
const BORN = `(select max(k.birth_date) from benefit_case_child k where k.iin = c.iin)`;

const COLUMNS = `a.id::text as "awardId", c.id::text as "membershipId", c.iin, ${BORN} as "birthDate"`;

const RUNNING = `from benefit_award_child c join benefit_award a on a.id = c.award_id
  where a.status in ('ACTIVE', 'SUSPENDED') and a.component = 'BENEFIT' and not c.never_due and (c.until is null or c.until >= ?::date)`;

/** Minors of large families who have come of age since, do not study as far as is on record, and have not been reported. */
const OF_AGE = `
  select ${COLUMNS} ${RUNNING} and a.programme = 'LARGE_FAM' and ${BORN} + interval '18 years' between c.since + 1 and ?::date
     and not exists (select 1 from benefit_award_event e where e.award_id = a.id and e.membership_id = c.id and e.circumstance = 'TURNED_18')
     and not exists (select 1 from study_record s where s.iin = c.iin and s.valid_from <= ?::date and (s.valid_to is null or s.valid_to > ?::date))
   order by a.id, c.id`;

/** Children who have turned seven since, and are paid as if they had not: from then on the group counts (177(2)). */
const SEVEN = `
  select ${COLUMNS} ${RUNNING} and a.programme = 'DIS_CHILD' and ${BORN} + interval '7 years' between c.since + 1 and ?::date
     and exists (select 1 from benefit_award_amount m where m.award_id = a.id and m.tier = 'UNDER_7' and m.valid_from <= ?::date and (m.valid_to is null or m.valid_to > ?::date))
     and not exists (select 1 from benefit_award_event e where e.award_id = a.id and e.membership_id = c.id and e.kind = 'RECALCULATION_DUE' and e.effective_from >= ${BORN} + interval '7 years')
   order by a.id, c.id`;

export const comeOfAge = (em: EntityManager, today: CivilDate): Promise<Birthday[]> =>
  withSettings(em, WHOLE_COUNTRY, () => em.execute<Birthday[]>(OF_AGE, [today, today, today, today]));

export const turnedSeven = (em: EntityManager, today: CivilDate): Promise<Birthday[]> =>
  withSettings(em, WHOLE_COUNTRY, () => em.execute<Birthday[]>(SEVEN, [today, today, today, today]));

/** A child whose own time in a benefit for several is over while it goes on for others. */
export interface Departure {
  readonly awardId: string;
  readonly membershipId: string;
  readonly iin: string;
}

/** Those for whom nothing was planned when it was assigned, and nothing recorded. What was there before there were journals is left as it is. */
const DEPARTED = `
  select a.id::text as "awardId", c.id::text as "membershipId", c.iin
    from benefit_award_child c join benefit_award a on a.id = c.award_id
   where a.status in ('ACTIVE', 'SUSPENDED') and a.programme in ('SURVIVOR', 'SURVIVOR_GFSS') and not c.never_due and c.until < ?::date and (a.until is null or a.until > c.until)
     and exists (select 1 from benefit_award_event e where e.award_id = a.id and e.kind = 'ASSIGNED')
     and not exists (select 1 from benefit_award_event e where e.award_id = a.id and e.membership_id = c.id)
     and not exists (select 1 from benefit_award_amount m where m.award_id = a.id and m.valid_from = c.until + 1)
   order by a.id, c.until, c.id`;

export const departed = (em: EntityManager, today: CivilDate): Promise<Departure[]> =>
  withSettings(em, WHOLE_COUNTRY, () => em.execute<Departure[]>(DEPARTED, [today]));
