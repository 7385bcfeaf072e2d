import type { AuditRule } from '../audit-rule.js';
import { CORRECT_RECORDS } from '../pieces/remedies.js';
import { allOf, rows } from '../pieces/rows.js';

/** A paper of the adopter that says that the court let it be, of whichever child: which one it was is not told. */
const NOT_EXCUSED = `not exists (select 1 from foster_families.care_evidence v where v.subject = q.parent and v.kind = 'AGE_GAP_EXCUSED' and v.holds)`;

/** The register knows no court's word on it, the databank does; what only the databank has is told by the payment that it led to. */
export const F15: AuditRule = {
  id: 'F15',
  version: 2,
  title: {
    kk: 'Асырап алушы баладан 16 жастан аз үлкен',
    ru: 'Усыновитель старше ребёнка менее чем на 16 лет',
    en: 'An adopter less than sixteen years older than the child; step-parents excepted',
  },
  remedy: CORRECT_RECORDS,
  legalBasis: 'Code on Marriage and Family, 91(1), 92',
  programmes: ['registry', 'foster-families'],
  answeredBy: 'registry',
  severity: 'BREACH',
  about: 'PERSON',
  sql: allOf(
    rows({ about: 'q.subject', region: 'q.region', month: 'q.since', facts: { role: 'q.role' } }, `registry.civil_parentage q where q.age_gap_short and ${NOT_EXCUSED}`),
    rows({ about: 'e.subject', region: 'e.region', month: 'e.since', record: 'e.entitlement', facts: { programme: 'e.programme' } },
      `foster_families.care_entitlement e where e.age_gap_short and e.subject is not null and not exists (select 1 from registry.civil_parentage q where q.age_gap_short and q.parent = e.subject)`),
  ),
};
