import type { AuditRule } from '../audit-rule.js';
import { CORRECT_RECORDS } from '../pieces/remedies.js';
import { rows } from '../pieces/rows.js';

export const X02: AuditRule = {
  id: 'X02',
  version: 1,
  title: {
    kk: 'Жинақ тізіміндегі азамат азаматтық тізілім бойынша азамат емес',
    ru: 'В списке накоплений как гражданин, по гражданскому реестру — нет',
    en: 'On the savings list as a citizen, and none by the civil registry',
  },
  remedy: CORRECT_RECORDS,
  legalBasis: 'Rights of the Child Act, 7-4; Government decree 16 of 18 January 2024',
  programmes: ['savings', 'registry'],
  answeredBy: 'savings',
  severity: 'RECORDS',
  about: 'PERSON',
  sql: rows({ about: 's.subject', region: 's.region', facts: { born: 's.born', citizen_since: 's.citizen_since', known: 'c.subject is not null' } },
    `savings.savings_participant s left join registry.civil_child c on c.subject = s.subject where s.citizen and s.died is null and c.citizen is not true`),
};
