import type { Subjects } from '../shared/ledger/subject-rules.js';

/** Whose data audit shows: that of the child whose log it is. Nothing else that it has names anybody. */
export const subjects: Subjects = {
  of: {},
  nobody: ['Inquiry', 'LedgerSource', 'LedgerFault'],
};
