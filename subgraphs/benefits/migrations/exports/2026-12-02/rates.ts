import { holds } from '../2026-11-27/law.js';

/** Rates with the index that they go by, for as long as both hold; whether a limit is set for all children together. All of it, a few hundred rows. */
const RATES = `(select r.programme, r.tier, r.per, r.coefficient, i.amount, greatest(r.valid_from, i.valid_from) as valid_from, least(r.valid_to, i.valid_to) as valid_to,
    exists (select 1 from programme_rate l where l.programme = r.programme and l.tier = r.tier || '_CAP') as limited
  from programme_rate r join index_parameter i on i.parameter = r.base and (r.valid_to is null or r.valid_to > i.valid_from) and (i.valid_to is null or i.valid_to > r.valid_from))`;

/** The rate `rate` of the tier `x.tier` on a day, for an award `a`. */
export const rateOn = (day: string): string => `left join ${RATES} rate on rate.programme = a.programme and rate.tier = x.tier and ${holds('rate', day)}`;

/** Its amount: coefficient × index, for all members where it is for each child, at most the tier's limit. */
export const byRate = (day: string): string => `ceil(least(rate.coefficient * case rate.per when 'CHILD' then
    (select count(*) from benefit_award_child m where m.award_id = a.id and m.since <= ${day} and (m.until is null or m.until >= ${day})) else 1 end,
  case when rate.limited then (select l.coefficient from programme_rate l where l.programme = rate.programme and l.tier = rate.tier || '_CAP' and ${holds('l', day)}) end) * rate.amount)`;
