import type { AuditRule } from '../audit-rule.js';
import { otherNumber } from '../pieces/large-families.js';
import { RECALCULATE } from '../pieces/remedies.js';

/** A month of which the recipient is withheld is not judged. Whether somebody of 18 to 23 studies full-time, and so counts, no view tells, but for what the award's journal says; nor, of a child who comes into an award that is paid already, whether that was on the first day of the month: for that month alone either is right. */
export const R7: AuditRule = {
  id: 'R7',
  version: 3,
  title: {
    kk: 'Көпбалалы отбасыға жәрдемақы құқығы бар балалардың санынан басқа санға төленген',
    ru: 'Пособие многодетной семье выплачено не на то число детей, которые дают право',
    en: 'Large-family benefit paid for another number of children than are eligible',
  },
  remedy: RECALCULATE,
  legalBasis: 'Social Code, 90–92',
  programmes: ['benefits', 'registry', 'foster-families'],
  answeredBy: 'benefits',
  severity: 'BREACH',
  about: 'PERSON',
  sql: otherNumber,
};
