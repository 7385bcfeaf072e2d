import type { AuditRule } from '../audit-rule.js';
import { CARE_TIER, orderTier } from '../pieces/birth-order.js';
import { few, ofPayee } from '../pieces/payments.js';
import { RECALCULATE } from '../pieces/remedies.js';

/** The floor of an amount's month, for each place that children of its award have. */
const BESIDE = 'left join place on place.award = x.award left join floor f on f.month = x.valid_from and f.tier = coalesce(place.tier, \'ORDER_1\')';

const LIMITS = 'x.exact < x.least - 0.00001 or x.exact > greatest(x.least + 0.00001, x.highest)';

const WRONG = `${LIMITS} or x.withheld <> x.gross - ceil(x.gross * 0.9)`;

/**
 * The same over binary numbers, which the wide decimals of the view are ten times as slow as: whatever is wrong by the greatest of several floors
 * is so by one of them, and whoever is wrong by one is looked at with all of them, in decimals. A tenth of tiyn is far from what is taken off here.
 */
const QUICKLY = `${LIMITS} or abs(x.withheld - (x.gross - ceil(x.gross * 0.9 - 0.000001))) > 0.0001`;

/** The floor is CARE_STATE of the child's place by the register, as it is paid for that month; benefits' own view knows it from the birth grant alone. That is rounded up to a tenge, so up to one less is not held against anybody. Quotients: what differs by less than a hundred-thousandth of a tenge does not. */
export const R9: AuditRule = {
  id: 'R9',
  version: 1,
  title: {
    kk: 'Қордың бала күтімі төлемі шектен тыс немесе зейнетақы жарнасы ұсталмаған',
    ru: 'Выплата Фонда по уходу вне пределов или без удержания пенсионного взноса',
    en: 'CARE_GFSS outside floor or cap, or without the tenth that is withheld',
  },
  remedy: RECALCULATE,
  legalBasis: 'Social Code, 76, 85',
  programmes: ['benefits', 'registry'],
  answeredBy: 'benefits',
  severity: 'BREACH',
  about: 'PERSON',
  sql: ofPayee({ month: 'p.valid_from', facts: { exact: 'p.exact', lowest: 'p.least', highest: 'p.highest', gross: 'p.gross', withheld: 'p.withheld' } },
    `(with child as materialized (select award, subject from benefits.benefit_award_child where programme = 'CARE_GFSS'),
      place as materialized (select distinct c.award, ${orderTier(CARE_TIER)} as tier from child c left join (select subject, birth_order from registry.civil_birth b semi join child on child.subject = b.subject where birth_order > 1) o on o.subject = c.subject),
      floor as materialized (select month, tier, (min(by_rates) - 1) / 0.9 as floor from benefits.benefit_payment where programme = 'CARE_STATE' and kind = 'REGULAR' group by month, tier),
      quick as (select award, valid_from, cast(exact as double) as exact, cast(lowest as double) as lowest, cast(highest as double) as highest, cast(gross as double) as gross, cast(withheld as double) as withheld from benefits.benefit_award_amount where programme = 'CARE_GFSS'),
      doubtful as (select distinct x.award from (select x.*, greatest(x.lowest, f.floor) as least from quick x ${BESIDE}) x where ${QUICKLY})
      select * from (select x.award, x.subject, x.region, x.valid_from, x.exact, x.highest, x.gross, x.withheld, greatest(x.lowest, max(f.floor)) as least
        from (select x.* from (select award, subject, region, valid_from, exact, lowest, highest, gross, withheld from benefits.benefit_award_amount where programme = 'CARE_GFSS') x semi join ${few('select award from doubtful')} d on d.award = x.award) x ${BESIDE}
        group by x.award, x.subject, x.region, x.valid_from, x.exact, x.highest, x.gross, x.withheld, x.lowest) x where ${WRONG}) p`),
};
