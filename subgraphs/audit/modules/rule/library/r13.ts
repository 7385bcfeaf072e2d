import type { AuditRule } from '../audit-rule.js';
import { STOP_AND_RECOVER } from '../pieces/remedies.js';
import { withoutCare } from '../pieces/without-care.js';

/** Also with full state support in an institution, after majority, death, adoption or the return to the parents, in two forms at once, and to guest hosts: none of these is the form that the money is for. */
export const R13: AuditRule = {
  id: 'R13',
  version: 2,
  title: {
    kk: 'Қамқорлық, патронат немесе асырап алушы отбасы ақшасы ондай орналастырусыз төленген',
    ru: 'Деньги опекуна, патронатного воспитателя или приёмной семьи выплачены без такого устройства',
    en: 'Money of guardians, patronage or foster families paid without such a placement',
  },
  remedy: STOP_AND_RECOVER,
  legalBasis: 'Code on Marriage and Family, 125–137-2',
  programmes: ['benefits', 'registry'],
  answeredBy: 'benefits',
  severity: 'BREACH',
  about: 'PERSON',
  sql: withoutCare,
};
