import type { AuditRule } from '../audit-rule.js';
import { ofPlacement } from '../pieces/care.js';
import { VISIT } from '../pieces/remedies.js';

/** A ward who is dead, and on the books still, is F12. */
export const F09: AuditRule = {
  id: 'F09',
  version: 1,
  title: {
    kk: 'Бала жарты жыл көрілмеген, бір жылда бірде-бір рет ескертусіз барылмаған немесе жеке сөйлеспеген',
    ru: 'Ребёнка не видели полгода, ни разу не посетили без предупреждения или не говорили с ним наедине',
    en: 'Not visited for half a year, never unannounced, or never seen alone',
  },
  remedy: VISIT,
  legalBasis: 'Code on Marriage and Family, 120; configuration of the ministry',
  programmes: ['foster-families'],
  answeredBy: 'foster-families',
  severity: 'RISK',
  about: 'PERSON',
  sql: ofPlacement(`not l.after_death and (l.visit_overdue or l.until is null and l.form not in ('INSTITUTION', 'GUEST') and not l.of_age and l.months >= 12 and 0 in (l.unannounced_visits, l.seen_alone))`,
    { visits: 'l.visits', unannounced_visits: 'l.unannounced_visits', seen_alone: 'l.seen_alone', visit_overdue: 'l.visit_overdue' }),
};
