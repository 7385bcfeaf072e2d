import { column, type ExportView } from '../../../../shared/export/export-view.js';
import { TOTAL as before } from '../2026-11-30/total-views.js';

export const TOTAL: ExportView = {
  ...before,
  columns: {
    ...before.columns,
    total_precision: column('numeric', 'One unit of the last place of the published total, USD; null where nobody published one.', `case when y.total_usd is not null then
      coalesce((select max(p.value_precision) from published_figure p where p.reporting_year = y.year and p.figure = 'ACCRUED' and p.region_kato is null and p.value = y.total_usd), 0.01) end`),
  },
};
