import { type ExportView } from '../../../../shared/export/export-view.js';
import { recorded } from '../../../../shared/export/migration.js';
import { HOLDINGS } from '../2026-11-30-b/holdings.js';
import { ACCOUNT as BEFORE } from '../2026-12-02/quick-views.js';

/** Of whom accounts are, and of nobody else: one in ten. */
const OF_GROWN_UP = HOLDINGS.replaceAll('t.iin is not null', 't.iin in (select g.iin from savings_account g)');

/** Of claims that were converted. */
const OF_CONVERTED = HOLDINGS.replaceAll('t.iin is not null', `t.iin in (select g.iin from savings_claim g where g.closing_reason = 'CONVERTED')`);

export const ACCOUNT: ExportView = {
  ...BEFORE,
  from: BEFORE.from.replace(`left join ${HOLDINGS} h on`, `left join ${OF_GROWN_UP} h on`).replace(`join ${HOLDINGS} hb on`, `join ${OF_CONVERTED} hb on`),
};

/** Whether text was found where the view before has it: a replacement that finds nothing changes nothing. */
if (ACCOUNT.from.includes(HOLDINGS) || !ACCOUNT.from.includes(recorded('c.recorded_at'))) throw new Error('savings_account has another text than was expected.');
