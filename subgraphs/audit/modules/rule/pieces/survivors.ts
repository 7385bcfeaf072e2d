import { few } from './payments.js';

/** Months of children in some awards, of which the list says which: few, so that of all the others nothing is read but whose they are. */
const monthsOf = (awards: string): string => `(select c.* from (select subject, region, month, award, programme, member, whole_month, state from benefits.benefit_payment_child) c semi join ${few(awards)} a on a.award = c.award)`;

/** Of children who are in awards of both programmes, at whatever time. */
export const SURVIVORS_WITH_DISABILITY = monthsOf(`select c.award from (select award, subject from benefits.benefit_award_child where programme in ('SURVIVOR', 'DIS_CHILD')) c
  semi join (select subject from benefits.benefit_award_child where programme in ('SURVIVOR', 'DIS_CHILD') group by subject having min(programme) <> max(programme)) x on x.subject = c.subject`);

/** Of awards that were ever paid for full orphans. */
export const FULL_ORPHANS = monthsOf(`select distinct award from benefits.benefit_payment where programme = 'SURVIVOR' and tier = 'FULL_ORPHAN'`);

/** Of children who have been of age for five years by the snapshot's day. */
export const GROWN_SURVIVORS = monthsOf(`select c.award from (select award, subject from benefits.benefit_award_child where programme = 'SURVIVOR') c
  semi join (select subject from (select subject, of_age, (select day from snapshot) as day from registry.civil_child) k where of_age < day - interval 5 year) k on k.subject = c.subject`);
