import type { AuditRule } from '../audit-rule.js';
import { CARE_TIER, orderTier } from '../pieces/birth-order.js';
import { RECALCULATE } from '../pieces/remedies.js';
import { allOf, rows } from '../pieces/rows.js';

/** A child whose mother is on no record is taken as a first one, as the law takes it. */
export const R6: AuditRule = {
  id: 'R6',
  version: 1,
  title: {
    kk: 'Жәрдемақы мөлшері баланың туу кезектілігіне сай емес немесе бала екі көпбалалы отбасында есептелген',
    ru: 'Размер пособия не по очерёдности рождения, или ребёнок учтён в двух многодетных семьях',
    en: 'Birth grant or CARE_STATE by another birth order than the register\'s, or a child counted in two large families',
  },
  remedy: RECALCULATE,
  legalBasis: 'Social Code, 80, 82, 90(3)',
  programmes: ['benefits', 'registry'],
  answeredBy: 'benefits',
  severity: 'BREACH',
  about: 'PERSON',
  sql: allOf(
    rows({ about: 'c.subject', region: 'x.region', month: 'x.valid_from', record: 'x.award', facts: { programme: 'x.programme', tier: 'x.tier', birth_order: 'coalesce(o.birth_order, 1)' } },
      `benefits.benefit_award_amount x join benefits.benefit_award_child c on c.award = x.award left join registry.civil_birth o on o.subject = c.subject
      where x.programme = 'BIRTH' and x.tier <> ${orderTier(`'ORDER_1_TO_3'`)} or x.programme = 'CARE_STATE' and x.tier <> ${orderTier(CARE_TIER)}`),
    rows({ about: 'b.subject', region: 'b.region', month: 'b.since', record: 'b.award', facts: { programme: 'b.programme', since: 'b.since', other_since: 'a.since' } },
      `benefits.benefit_award_child a join benefits.benefit_award_child b on b.subject = a.subject and b.award <> a.award and (a.since < b.since or a.since = b.since and a.award < b.award)
      where a.programme = 'LARGE_FAM' and b.programme = 'LARGE_FAM' and not a.never_due and not b.never_due and (a.until is null or a.until > b.since) and (b.until is null or b.until > b.since)`),
  ),
};
