import type { AuditRule } from '../audit-rule.js';
import { REVIEW_PLACEMENT } from '../pieces/remedies.js';
import { allOf, rows } from '../pieces/rows.js';
import { withoutCare } from '../pieces/without-care.js';

/** What was paid is as in R13, which whoever pays answers for; this is for the body that decided. What is due by its books, and was perhaps not paid yet, comes to it. */
export const F10: AuditRule = {
  id: 'F10',
  version: 2,
  title: {
    kk: 'Орналастыру ақшасы ол аяқталғаннан, кәмелеттен немесе өлімнен кейін, не екі нысан бойынша',
    ru: 'Деньги за устройство после его окончания, совершеннолетия или смерти, либо по двум формам сразу',
    en: 'Placement money after the end, majority or death, or for two forms at once',
  },
  remedy: REVIEW_PLACEMENT,
  legalBasis: 'Code on Marriage and Family, 125(2), 132-5, 132-10, 134(2), 137(1)',
  programmes: ['foster-families', 'benefits', 'registry'],
  answeredBy: 'foster-families',
  severity: 'BREACH',
  about: 'PERSON',
  sql: allOf(withoutCare, rows({ about: 'e.subject', region: 'e.region', month: 'e.since', record: 'e.entitlement', facts: { programme: 'e.programme', before_placement: 'e.before_placement', after_end: 'e.after_end', after_majority: 'e.after_majority', after_death: 'e.after_death', twice: 'e.twice' } },
    'foster_families.care_entitlement_child e where e.before_placement or e.after_end or e.after_majority or e.after_death or e.twice')),
};
