import type { AuditRule } from '../audit-rule.js';
import { ofPlacement } from '../pieces/care.js';
import { VISIT } from '../pieces/remedies.js';

/** Visits of the last twelve months. */
const ofYear = (which: string): string => `(select count(*) from foster_families.care_visit v where v.placement = l.placement and ${which} and v.visited_on > (select day from snapshot) - interval 1 year)`;

/** A ward who is dead, and on the books still, is F12. */
export const F09: AuditRule = {
  id: 'F09',
  version: 2,
  title: {
    kk: 'Бала жарты жыл көрілмеген, бір жылда бірде-бір рет ескертусіз барылмаған немесе жеке сөйлеспеген',
    ru: 'Ребёнка не видели полгода, ни разу не посетили без предупреждения или не говорили с ним наедине за год',
    en: 'Not visited for half a year, or in a year never unannounced or never seen alone',
  },
  remedy: VISIT,
  legalBasis: 'Code on Marriage and Family, 120; configuration of the ministry',
  programmes: ['foster-families'],
  answeredBy: 'foster-families',
  severity: 'RISK',
  about: 'PERSON',
  sql: ofPlacement(`not l.after_death and (l.visit_overdue or l.until is null and l.form not in ('INSTITUTION', 'GUEST') and not l.of_age and l.months >= 12 and 0 in (${ofYear('not v.announced')}, ${ofYear('v.seen_alone')}))`,
    { visits: 'l.visits', unannounced_in_year: ofYear('not v.announced'), seen_alone_in_year: ofYear('v.seen_alone'), visit_overdue: 'l.visit_overdue' }),
};
