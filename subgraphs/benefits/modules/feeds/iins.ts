import type { IinColumns } from '../../../shared/feeds/replaced.js';

/** Where the benefits' register holds IINs. */
export const iins: IinColumns = {
  columns: [
    { table: 'benefit_award', column: 'recipient_iin' },
    { table: 'benefit_award_child', column: 'iin' },
    { table: 'due_entitlement', column: 'carer_iin' },
    { table: 'benefit_case', column: 'recipient_iin' },
    { table: 'benefit_case_child', column: 'iin' },
    ...['disability_record', 'insurance_contribution', 'income_statement', 'study_record', 'mother_award'].map((table) => ({ table, column: 'iin' })),
    { table: 'shielding', column: 'iin', state: true },
  ],
  without: [],
};
