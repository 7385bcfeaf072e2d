import type { AuditRule } from '../audit-rule.js';
import { CARE_TIER, orderTier } from '../pieces/birth-order.js';
import { few, ofPayee } from '../pieces/payments.js';
import { RECALCULATE } from '../pieces/remedies.js';

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
  sql: ofPayee({ month: 'p.valid_from', facts: { exact: 'p.exact', lowest: 'p.lowest', highest: 'p.highest', gross: 'p.gross', withheld: 'p.withheld' } },
    `(select x.award, x.subject, x.region, x.valid_from, x.exact, x.highest, x.gross, x.withheld, greatest(x.lowest, max(f.floor)) as lowest from ${few(`select award, subject, region, valid_from, exact, lowest, highest, gross, withheld from benefits.benefit_award_amount where programme = 'CARE_GFSS'`)} x
      left join benefits.benefit_award_child c on c.award = x.award left join registry.civil_birth o on o.subject = c.subject
      left join (select month, tier, (min(by_rates) - 1) / 0.9 as floor from benefits.benefit_payment where programme = 'CARE_STATE' and kind = 'REGULAR' group by month, tier) f on f.month = x.valid_from and f.tier = ${orderTier(CARE_TIER)}
      group by x.award, x.subject, x.region, x.valid_from, x.exact, x.highest, x.gross, x.withheld, x.lowest) p where p.exact < p.lowest - 0.00001 or p.exact > greatest(p.lowest + 0.00001, p.highest) or p.withheld <> p.gross - ceil(p.gross * 0.9)`),
};
