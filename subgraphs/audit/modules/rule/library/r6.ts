import type { AuditRule } from '../audit-rule.js';
import { OF_CHANGED_FAMILIES, ordered, tierOf } from '../pieces/birth-order.js';
import { few } from '../pieces/payments.js';
import { RECALCULATE } from '../pieces/remedies.js';
import { allOf, monthOf, rows } from '../pieces/rows.js';

/** Children of awards by the register's order today, and whether their family was another one at some time. */
const PLACED = `select c.award, c.subject, coalesce(o.birth_order, 1) as place, e.subject is not null as changed
      from (select award, subject from benefits.benefit_award_child where programme in ('BIRTH', 'CARE_STATE')) c
      left join (select subject, birth_order from registry.civil_birth where birth_order > 1) o on o.subject = c.subject left join ${OF_CHANGED_FAMILIES} e on e.subject = c.subject`;

/** What is by another order than today's, or of a family that was another one. Nothing that is wide goes through this join of all amounts. */
const DOUBTFUL = `select x.award, o.subject, x.programme, x.tier, x.valid_from, o.place from (select award, programme, tier, valid_from from benefits.benefit_award_amount where programme in ('BIRTH', 'CARE_STATE')) x
      join (${PLACED}) o on o.award = x.award where o.changed or x.tier <> case x.programme when 'BIRTH' then ${tierOf('o.place', `'ORDER_1_TO_3'`)} else ${tierOf('o.place', `'ORDER_' || o.place`)} end`;

const DECIDED = `with doubtful as materialized (select * from ${few(DOUBTFUL)})
      select d.award || ' ' || d.valid_from || ' ' || d.subject as id, d.*, a.region, a.subject as recipient, a.since as first, greatest(d.valid_from, coalesce(${monthOf('a.decided_on')}, d.valid_from)) as last
      from doubtful d join (select a.award, a.region, a.subject, a.since, a.decided_on from (select award, region, subject, since, decided_on from benefits.benefit_award) a semi join ${few('select distinct award from doubtful')} d on d.award = a.award) a on a.award = d.award`;

/** The orders that a tier is for; of a tier that is for none, none. */
const LEAST = `case x.tier when 'ORDER_1_TO_3' then 1 when 'ORDER_4_UP' then 4 else try_cast(regexp_extract(x.tier, '^ORDER_([123])$', 1) as int) end`;
const MOST = `case x.tier when 'ORDER_1_TO_3' then 3 when 'ORDER_4_UP' then 1000 else try_cast(regexp_extract(x.tier, '^ORDER_([123])$', 1) as int) end`;

/** Times in large families of children who were in one more than once: few. */
const TIMES = `(select award, subject, region, programme, since, until from benefits.benefit_award_child where programme = 'LARGE_FAM' and not never_due)`;
const TWICE = few(`select t.* from ${TIMES} t semi join ${few(`select subject from ${TIMES} where subject is not null group by subject having count(*) > 1`)} s on s.subject = t.subject`);

/** By the family as it was from the award's first month to the decision. A child whose mother is on no record is taken as a first one, as the law takes it. */
export const R6: AuditRule = {
  id: 'R6',
  version: 2,
  title: {
    kk: 'Жәрдемақы мөлшері баланың туу кезектілігіне сай емес немесе бала екі көпбалалы отбасында есептелген',
    ru: 'Размер пособия не по очерёдности рождения, или ребёнок учтён в двух многодетных семьях',
    en: 'Birth grant or CARE_STATE by another birth order than the register\'s, or a child counted in two large families',
  },
  remedy: RECALCULATE,
  legalBasis: 'Social Code, 80, 81(2), 81(3), 82, 90(3)',
  programmes: ['benefits', 'registry'],
  answeredBy: 'benefits',
  severity: 'BREACH',
  about: 'PERSON',
  sql: allOf(
    rows({ about: 'x.subject', region: 'x.region', month: 'x.valid_from', record: 'x.award', facts: { programme: 'x.programme', tier: 'x.tier', birth_order: 'x.lowest', at_most: 'x.highest' } },
      `${ordered(DECIDED)} x where coalesce(${LEAST} > x.highest or ${MOST} < x.lowest, true)`),
    rows({ about: 'b.subject', region: 'b.region', month: 'b.since', record: 'b.award', facts: { programme: 'b.programme', since: 'b.since', other_since: 'b.other_since' } },
      `(with twice as materialized (select * from ${TWICE}) select b.*, a.since as other_since from twice a join twice b on b.subject = a.subject and b.award <> a.award and (a.since < b.since or a.since = b.since and a.award < b.award)
        where (a.until is null or a.until > b.since) and (b.until is null or b.until > b.since)) b`),
  ),
};
