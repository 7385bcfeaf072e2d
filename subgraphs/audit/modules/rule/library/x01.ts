import type { AuditRule } from '../audit-rule.js';
import { CREDIT } from '../pieces/remedies.js';
import { rows } from '../pieces/rows.js';

/** Of children in care: F20. */
export const X01: AuditRule = {
  id: 'X01',
  version: 1,
  title: {
    kk: '18 жасқа толмаған азамат жинақ бағдарламасының тізімінде жоқ',
    ru: 'Гражданина до 18 лет нет в списке программы накоплений',
    en: 'A citizen under 18 who is not on the savings programme\'s list',
  },
  remedy: CREDIT,
  legalBasis: 'Rights of the Child Act, 7-4; Government decree 16 of 18 January 2024',
  programmes: ['savings', 'registry', 'foster-families'],
  answeredBy: 'savings',
  severity: 'UNDERPAYMENT',
  about: 'PERSON',
  sql: rows({ about: 'c.subject', region: 'c.region', facts: { born: 'c.born', citizen_since: 'c.citizen_since' } },
    `registry.civil_child c cross join snapshot anti join savings.savings_participant s on s.subject = c.subject
      anti join (select subject from foster_families.care_placement where until is null and form <> 'GUEST') l on l.subject = c.subject where c.citizen and c.of_age > snapshot.day`),
};
