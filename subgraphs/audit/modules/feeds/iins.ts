import type { IinColumns } from '../../../shared/feeds/replaced.js';

/** Where audit holds IINs: in one table, to which everything else leads by numbers. */
export const iins: IinColumns = {
  columns: [{ table: 'person', column: 'iin', state: true }],
  without: ['access_effect.fields', 'access_alert.correlations', 'snapshot.sources', 'snapshot_view.files'],
};
