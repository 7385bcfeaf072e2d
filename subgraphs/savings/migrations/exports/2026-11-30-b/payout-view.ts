import { column, type ExportView } from '../../../../shared/export/export-view.js';
import { PAYOUT as before } from '../2026-11-30/payout-views.js';

export const PAYOUT: ExportView = {
  ...before,
  // A colleague may check again what was checked.
  from: before.from.replace(`max(e.occurred_on) filter (where e.action = 'CHECK')`, `min(e.occurred_on) filter (where e.action = 'CHECK')`),
  columns: {
    ...before.columns,
    after_death: column('boolean', 'Whether it was submitted, or paid, after the person\'s death.', 'coalesce(greatest(p.submitted_on, j.paid_on) > l.died_on, false)'),
  },
};
