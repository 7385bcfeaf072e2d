import type { AuditRule } from '../audit-rule.js';
import { ofPlacement } from '../pieces/care.js';
import { CORRECT_RECORDS } from '../pieces/remedies.js';

/** One that has ended is none. Of the dead that is lawful, and their placements are F12's. */
export const X04: AuditRule = {
  id: 'X04',
  version: 2,
  title: {
    kk: 'Отбасыға орналастырылған баланың азаматтық тізілімде өкілі жоқ',
    ru: 'Ребёнок устроен в семью, а представителя в гражданском реестре нет',
    en: 'Cared for in a family without a guardianship on the civil registry',
  },
  remedy: CORRECT_RECORDS,
  legalBasis: 'Code on Marriage and Family, 121, 133, 132-1',
  programmes: ['foster-families', 'registry'],
  answeredBy: 'foster-families',
  severity: 'RECORDS',
  about: 'PERSON',
  sql: ofPlacement(`l.until is null and l.form not in ('GUEST', 'INSTITUTION') and not l.of_age and l.subject not in (select subject from registry.civil_death)
      and not exists (select 1 from registry.civil_guardianship g where g.subject = l.subject and g.form <> 'INSTITUTION' and (g.until is null or g.until >= (select date_trunc('month', day) from snapshot)))`, {}),
};
