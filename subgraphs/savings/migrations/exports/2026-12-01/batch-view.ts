import { column, type ExportView } from '../../../../shared/export/export-view.js';
import { recorded } from '../../../../shared/export/migration.js';
import { BATCH as BEFORE } from '../2026-11-30/total-views.js';

const KEYED = '(select audit_export.key()) is not null and (select audit_export.as_of()) is not null';

/** Openings that name a batch, and those that it took along, by the snapshot's moment. */
const OPENINGS = `(select o.batch_id, count(*) as openings, sum(o.amount) as opened, count(*) filter (where o.along) as along from (
    select t.batch_id, t.amount, false as along from transfer t where t.batch_id is not null and ${recorded('t.recorded_at')}
    union all select m.batch_id, t.amount, true from asset_batch_opening m join transfer t on t.id = m.transfer_id where ${recorded('m.recorded_at')}) o group by o.batch_id)`;

export const BATCH: ExportView = {
  ...BEFORE,
  from: `asset_batch a left join ${OPENINGS} o on o.batch_id = a.id
    where ${KEYED} and ${recorded('a.recorded_at')} and a.run_id in (select id from accrual_run where status = 'DONE' and ${recorded('finished_at')})`,
  columns: {
    ...BEFORE.columns,
    openings: column('integer', 'How many openings of accounts it is for.', 'coalesce(o.openings, 0)'),
    taken_along: column('integer', 'How many of these no run made, but corrections since the batch before.', 'coalesce(o.along, 0)'),
  },
};
