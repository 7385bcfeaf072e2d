import type { AuditRule } from '../audit-rule.js';
import { CREDIT } from '../pieces/remedies.js';
import { allOf, rows } from '../pieces/rows.js';

const IN_CARE = `l.until is null and l.form <> 'GUEST'`;

export const F20: AuditRule = {
  id: 'F20',
  version: 1,
  title: {
    kk: 'Орналастырылған баланың ұлттық қордан жинақ талабы жоқ',
    ru: 'У устроенного ребёнка нет целевых требований Национального фонда',
    en: 'A placed child without a savings claim, or not on the savings list',
  },
  remedy: CREDIT,
  legalBasis: 'Rights of the Child Act, 7-4; Code on Marriage and Family, 128',
  programmes: ['foster-families', 'savings', 'registry'],
  answeredBy: 'foster-families',
  severity: 'UNDERPAYMENT',
  about: 'PERSON',
  sql: allOf(
    rows({ about: 'l.subject', region: 'l.region', record: 'l.placement', facts: { why: `'NO_CLAIM'`, form: 'l.form' } },
      `foster_families.care_placement l semi join (select subject from savings.savings_year where missed) y on y.subject = l.subject anti join savings.savings_claim c on c.subject = l.subject where ${IN_CARE}`),
    rows({ about: 'l.subject', region: 'l.region', record: 'l.placement', facts: { why: `'NOT_ON_LIST'`, form: 'l.form' } },
      `foster_families.care_placement l semi join (select subject from registry.civil_child where citizen) k on k.subject = l.subject anti join savings.savings_participant s on s.subject = l.subject where ${IN_CARE} and not l.of_age`),
  ),
};
