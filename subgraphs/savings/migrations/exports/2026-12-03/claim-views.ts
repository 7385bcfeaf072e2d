import type { ExportView } from '../../../../shared/export/export-view.js';
import { HOLDINGS } from '../2026-11-30-b/holdings.js';
import { ACCOUNT as BEFORE } from '../2026-12-02/quick-views.js';

const SOMEBODYS = 't.iin is not null';

/** What stands on some accounts, and on no others: of what goes to them, and of what leaves them. */
function holdingsOf(accounts: string): string {
  const [before, gone, rest, ...more] = HOLDINGS.split(SOMEBODYS);
  if (before === undefined || gone === undefined || rest === undefined || more.length > 0) throw new Error('Holdings have another text than was expected.');
  return `${before}${SOMEBODYS} and t.credit_account in (${accounts})${gone}${SOMEBODYS} and t.debit_account in (${accounts})${rest}`;
}

const OF_GROWN_UP = holdingsOf('select g.account_id from savings_account g');
const OF_CONVERTED = holdingsOf(`select g.account_id from savings_claim g where g.closing_reason = 'CONVERTED'`);

export const ACCOUNT: ExportView = {
  ...BEFORE,
  from: BEFORE.from.replace(`left join ${HOLDINGS} h on`, `left join ${OF_GROWN_UP} h on`).replace(`join ${HOLDINGS} hb on`, `join ${OF_CONVERTED} hb on`),
};
