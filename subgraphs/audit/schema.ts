import { buildFederatedSchema } from '../shared/federation.js';
import { AccessAlertResolver } from './modules/alert/access-alert.resolver.js';
import { CheckpointResolver } from './modules/checkpoint/checkpoint.resolver.js';
import { Child, referencedChild } from './modules/child/child.type.js';
import { CohortResolver } from './modules/cohort/cohort.resolver.js';
import { InquiryResolver } from './modules/inquiry/inquiry.resolver.js';
import { RegionWellbeingResolver } from './modules/region-index/region-wellbeing.resolver.js';
import { referencedRegion, Region } from './modules/region/region.type.js';
import { SnapshotResolver } from './modules/snapshot/snapshot.resolver.js';
import { LedgerSourceResolver } from './modules/source/ledger-source.resolver.js';
import { AccessLogResolver } from './modules/visit/access-log.resolver.js';
import { subjects } from './subjects.js';

export const schema = buildFederatedSchema({
  resolvers: [AccessLogResolver, LedgerSourceResolver, CheckpointResolver, AccessAlertResolver, InquiryResolver, SnapshotResolver, CohortResolver, RegionWellbeingResolver],
  types: [Child, Region],
  references: { Child: referencedChild, Region: referencedRegion },
  subjects,
});
