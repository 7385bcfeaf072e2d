import { column, type ExportView } from '../../../../shared/export/export-view.js';
import { recorded } from '../../../../shared/export/migration.js';
import { AMOUNT as AMOUNT_BEFORE } from '../2026-11-27/award-views.js';
import { holds } from '../2026-11-27/law.js';
import { RECIPIENT_DEATHS } from '../2026-11-27/lives.js';
import { PAYMENT as PAYMENT_BEFORE } from '../2026-11-27/payment-views.js';
import { byRate, rateOn } from './rates.js';

/* What the views before looked up in the law row by row, joined. The columns say what they said. */

const DAY = 'greatest(y.month, a.since)';

export const PAYMENT: ExportView = {
  ...PAYMENT_BEFORE,
  from: `benefit_payment y join benefit_award a on a.id = y.award_id
    left join benefit_award_amount x on x.award_id = a.id and ${holds('x', DAY)} ${rateOn(DAY)}
    left join ${RECIPIENT_DEATHS} d on d.iin = a.recipient_iin
    where ${recorded('a.recorded_at')} and ${recorded('y.recorded_at')}`,
  columns: {
    ...PAYMENT_BEFORE.columns,
    by_rates: column('numeric', 'What coefficient × index give for the tier; null for arrears, and where the amount follows from an income or was set otherwise.',
      `case when y.index_change_id is null and y.recalculation is null then ${byRate(DAY)} end`),
  },
};

export const AMOUNT: ExportView = {
  ...AMOUNT_BEFORE,
  from: `benefit_award_amount x join benefit_award a on a.id = x.award_id ${rateOn('x.valid_from')} where ${recorded('a.recorded_at')} and ${recorded('x.recorded_at')}`,
  columns: {
    ...AMOUNT_BEFORE.columns,
    by_rates: column('numeric', 'What coefficient × index give for the tier on the first day; null where the amount follows from an income or was set otherwise.', byRate('x.valid_from')),
  },
};
