import { aboutKey, type Subjects } from '../shared/ledger/subject-rules.js';

/** Whose data savings shows. */
export const subjects: Subjects = {
  of: { Child: aboutKey, ChildSavings: aboutKey, SavingsClaim: aboutKey, SavingsAccount: aboutKey },
  nobody: ['ReportingYear', 'AccrualRun', 'AccrualRunTotal'],
};
