import type { IinColumns } from '../../../shared/feeds/replaced.js';

/** Where the fund's books hold IINs. */
export const iins: IinColumns = {
  columns: [
    { table: 'listed_child', column: 'iin', state: true },
    { table: 'savings_claim', column: 'iin' },
    { table: 'savings_account', column: 'iin' },
    { table: 'transfer', column: 'iin' },
    { table: 'accrual_run', column: 'prepared_iin' },
    { table: 'accrual_run', column: 'released_iin' },
    { table: 'accrual_run_left', column: 'iin' },
    { table: 'correction', column: 'iin' },
    { table: 'correction', column: 'prepared_iin' },
    { table: 'correction', column: 'released_iin' },
    { table: 'reporting_year_draft', column: 'prepared_iin' },
    { table: 'reporting_year_draft', column: 'released_iin' },
    { table: 'payout', column: 'iin' },
    { table: 'payout', column: 'representative_iin' },
    { table: 'payout', column: 'checked_iin' },
    { table: 'payout', column: 'paid_iin' },
    { table: 'settlement', column: 'iin' },
    { table: 'settlement', column: 'prepared_iin' },
    { table: 'settlement', column: 'released_iin' },
  ],
  without: [],
};
