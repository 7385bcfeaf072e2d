import type { AuditRule } from '../audit-rule.js';
import { VISIT } from '../pieces/remedies.js';
import { rows } from '../pieces/rows.js';

/** Whoever lives on with the family after 18 is placed nowhere any more. */
const grown = (subject: string): string => `anti join (select subject from foster_families.care_placement where until is null and of_age) ${subject.replace('.', '_')} on ${subject.replace('.', '_')}.subject = ${subject}`;

/** One row for each of them: so each child's finding stays its own. */
export const F05: AuditRule = {
  id: 'F05',
  version: 2,
  title: {
    kk: 'Аға-іні, апа-сіңлілер себепсіз әртүрлі үйде',
    ru: 'Братья и сёстры разлучены без указания причины',
    en: 'Brothers and sisters in different placements, and no reason on record',
  },
  remedy: VISIT,
  legalBasis: 'Code on Marriage and Family, 119(3), 132-4, 132-9(2), 136, 137-4',
  programmes: ['foster-families'],
  answeredBy: 'foster-families',
  severity: 'RISK',
  about: 'PERSON',
  sql: rows({ about: 's.subject', region: 'min(s.region)', facts: { siblings: 'count(*)' } }, `foster_families.care_sibling s ${grown('s.subject')} ${grown('s.sibling')} where s.apart and s.reason is null group by s.subject`),
};
