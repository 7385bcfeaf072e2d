import { few, stands } from './payments.js';

/** Awards of children who are in awards of both programmes, at whatever time. */
const WITH_DISABILITY = `select c.award from (select award, subject from benefits.benefit_award_child where programme in ('SURVIVOR', 'DIS_CHILD')) c
  semi join (select subject from benefits.benefit_award_child where programme in ('SURVIVOR', 'DIS_CHILD') group by subject having min(programme) <> max(programme)) x on x.subject = c.subject`;

/** Months that were paid at the rate of full orphans. */
const FULL_ORPHANS = `select award, month from benefits.benefit_payment p where programme = 'SURVIVOR' and tier = 'FULL_ORPHAN' and kind = 'REGULAR' and ${stands('p')}`;

/** Children who have been of age for five years by the snapshot's day, and are in such an award. */
const GROWN = few(`select c.award, c.subject, k.of_age from (select award, subject from benefits.benefit_award_child where programme = 'SURVIVOR') c
  join (select subject, of_age from registry.civil_child, snapshot where of_age < snapshot.day - interval 5 year) k on k.subject = c.subject`);

/**
 * Who is disabled since childhood, as the case of a disability benefit says, whenever that was awarded: they may have the survivor benefit beside
 * it (177(6)), and at any age.
 */
const SINCE_CHILDHOOD = `select c.subject from (select award, subject from benefits.benefit_award_child where programme = 'DIS_CHILD' and not never_due and subject is not null) c
  semi join (select award from benefits.benefit_award_amount where programme = 'DIS_CHILD' and starts_with(tier, 'CHILDHOOD_')) m on m.award = c.award`;

const MONTHS = `select c.* from (select subject, region, month, award, programme, member, whole_month, state from benefits.benefit_payment_child) c
  semi join ${few(`${WITH_DISABILITY} union select award from orphan union select award from grown`)} a on a.award = c.award where ${stands('c')}`;

/** What the parts of R12 look at, each once for all of them: `counted`, the paid months of children in the awards that one of them is about; few, so that of all the others nothing is read but whose they are. */
export const amongSurvivors = (parts: string): string =>
  `select * from (with orphan as materialized (${FULL_ORPHANS}), grown as materialized (select * from ${GROWN}), since_childhood as materialized (${SINCE_CHILDHOOD}), counted as materialized (${MONTHS}) ${parts})`;
