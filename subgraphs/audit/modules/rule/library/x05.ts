import type { AuditRule } from '../audit-rule.js';
import { PLACEMENT_MONEY, stands, withAmount } from '../pieces/payments.js';
import { STOP_AND_RECOVER } from '../pieces/remedies.js';
import { rows } from '../pieces/rows.js';

/** Whoever is deprived of rights over the child itself: R14. */
export const X05: AuditRule = {
  id: 'X05',
  version: 1,
  title: {
    kk: 'Бала тәрбиелеу ақшасы өз баласына құқығынан айырылған тәрбиешіге төленген',
    ru: 'Деньги на ребёнка в семье выплачены воспитателю, лишённому прав на своего ребёнка',
    en: 'Placement money paid to a carer whom a court has deprived of rights over another child, or limited in them',
  },
  remedy: STOP_AND_RECOVER,
  legalBasis: 'Code on Marriage and Family, 122(1), 132-8, 135',
  programmes: ['benefits', 'registry'],
  answeredBy: 'benefits',
  severity: 'BREACH',
  about: 'PERSON',
  sql: rows({ about: 'f.subject', region: 'f.region', month: 'f.month', amount: 'f.amount', record: 'f.award', facts: { programme: 'f.programme' } },
    `${withAmount(`select p.subject, p.region, p.month, p.award, p.programme from benefits.benefit_payment p
        join registry.civil_parental_right t on t.parent = p.subject and t.months_from <= p.month and (t.months_until is null or t.months_until > p.month)
        join benefits.benefit_award a on a.award = p.award and (t.until is distinct from p.month or a.since <> p.month)
        where p.programme in ${PLACEMENT_MONEY} and ${stands('p')} and not exists (select 1 from benefits.benefit_award_child m where m.award = p.award and m.subject = t.subject)`)} f`),
};
