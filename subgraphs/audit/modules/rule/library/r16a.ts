import type { AuditRule } from '../audit-rule.js';
import { ofPayee } from '../pieces/payments.js';
import { DECIDE } from '../pieces/remedies.js';
import { allOf, monthOf, rows } from '../pieces/rows.js';

/** The case knows holidays and what was put off; of an award without one only its weekdays are told. */
export const R16a: AuditRule = {
  id: 'R16a',
  version: 1,
  title: {
    kk: 'Шешім мерзімінен кеш қабылданған немесе қабылданбаған',
    ru: 'Решение принято позже срока или не принято',
    en: 'Decided later than in eight working days, or not at all',
  },
  remedy: DECIDE,
  legalBasis: 'Social Code, 73; rules of state services; Code on Administrative Infractions, 91, 92',
  programmes: ['benefits'],
  answeredBy: 'benefits',
  severity: 'BREACH',
  about: 'PERSON',
  sql: allOf(
    rows({ about: 'p.subject', region: 'p.region', month: monthOf('coalesce(p.decided_on, p.decide_by)'), record: 'coalesce(p.award, p.case_id)', facts: { programme: 'p.programme', state: 'p.state', decide_by: 'p.decide_by', decided_on: 'p.decided_on' } },
      `benefits.benefit_case p where p.late and p.subject is not null`),
    ofPayee({ month: monthOf('p.decided_on'), facts: { programme: 'p.programme', working_days: 'p.working_days', received_on: 'p.received_on', decided_on: 'p.decided_on' } },
      `benefits.benefit_award p where p.working_days > 8 and p.award not in (select award from benefits.benefit_case where award is not null)`),
  ),
};
