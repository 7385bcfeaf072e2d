import { newEngagementKey } from '../../../../subgraphs/audit/modules/engagement/engagement-key.js';
import { withClient } from '../../../support/kept-connections.js';
import type { RealFederation } from '../../../support/real-federation.js';
import { CLOSING_ENGAGEMENT, ENGAGEMENT, IDENTIFIED_REQUEST } from '../../ids.js';
import { REGION, type Cast } from '../cast.js';
import { markOfAuditor } from './findings.js';

const [ONE, OTHER] = ['990101900001', '990101900002'];

/** More engagements of the auditor, whose token names no body, one of them closed; of the one with findings requests to be told whom a finding is about, decided and not; and that registry has answered one. */
export async function tellEngagements({ subgraphs: { audit, registry }, sealingSecret }: RealFederation, { iin }: Cast): Promise<void> {
  const add = `insert into engagement (public_id, case_number, programmes, regions, ends_on, sealed_key, opened_by) values ($1, $2, '{registry,benefits,savings,foster-families,schools}', '{${REGION.HERE}}', '2027-12-31', $3, $4)`;
  await withClient(audit.database.adminUrl, async (admin) => {
    await admin.query(add, [CLOSING_ENGAGEMENT, 'K-21/2026', newEngagementKey(sealingSecret, CLOSING_ENGAGEMENT), markOfAuditor(sealingSecret)]);
    await admin.query(`insert into engagement (public_id, case_number, programmes, regions, ends_on, closed_at, opened_by) values (gen_random_uuid(), 'K-22/2026', '{savings}', '{}', '2027-12-31', clock_timestamp(), $1)`, [markOfAuditor(sealingSecret)]);
    await admin.query(`insert into identification (engagement_id, finding_id, requested_by_iin, requested_by, reason, decide_by, decided_by_iin, decided_by, decided_at, approved, note, ministry, until, answered_at)
      select e.id, f.id, '${ONE}', 'one', 'matrix', '2027-01-01', d.by, d.by, d.at, d.approved, d.note, d.ministry, d.until, d.at
        from engagement e cross join (select min(id) as id from finding) f
       cross join (values (null, null::timestamptz, null::boolean, null, null, null::date), ('${OTHER}', now(), true, 'matrix', 'benefits', '2027-01-01')) as d (by, at, approved, note, ministry, until)
       where e.public_id = $1`, [ENGAGEMENT]);
  });
  await withClient(registry.database.adminUrl, (admin) => admin.query(
    `insert into identification (request, iin, case_number, requested_by_iin, decided_by_iin, ministry, until, answered_at) values ($1, $2, 'GA-7/2026', '${ONE}', '${OTHER}', 'benefits', '2027-01-01', now())`,
    [IDENTIFIED_REQUEST, iin.child]));
}
