import type { IinColumns } from '../../../shared/feeds/replaced.js';

/** Where audit holds IINs: in one table, to which everything else leads by numbers; and those of auditors, who are members of engagements, and ask and decide who is identified. */
export const iins: IinColumns = {
  columns: [
    { table: 'person', column: 'iin', state: true },
    { table: 'engagement_member', column: 'iin' },
    { table: 'identification', column: 'requested_by_iin' },
    { table: 'identification', column: 'decided_by_iin' },
  ],
  without: ['access_effect.fields', 'access_alert.correlations', 'snapshot.sources', 'snapshot_view.files', 'engagement.programmes', 'engagement.regions', 'finding.regions', 'finding.parts', 'finding_seen.regions', 'finding_seen.parts', 'evidence_export.filter', 'evidence_export.made'],
};
