import { buildFederatedSchema } from '../shared/federation.js';
import { AccessAlertResolver } from './modules/alert/access-alert.resolver.js';
import { CheckpointResolver } from './modules/checkpoint/checkpoint.resolver.js';
import { Child, referencedChild } from './modules/child/child.type.js';
import { EngagementResolver } from './modules/engagement/engagement.resolver.js';
import { EvidenceResolver } from './modules/evidence/evidence.resolver.js';
import { FindingChangeResolver } from './modules/finding/finding-change.resolver.js';
import { FindingResolver } from './modules/finding/finding.resolver.js';
import { IdentificationResolver } from './modules/identification/identification.resolver.js';
import { InquiryResolver } from './modules/inquiry/inquiry.resolver.js';
import { RuleResolver } from './modules/rule/rule.resolver.js';
import { RunResolver } from './modules/rule/run.resolver.js';
import { CohortResolver } from './modules/cohort/cohort.resolver.js';
import { RegionWellbeingResolver } from './modules/region-index/region-wellbeing.resolver.js';
import { referencedRegion, Region } from './modules/region/region.type.js';
import { SnapshotResolver } from './modules/snapshot/snapshot.resolver.js';
import { LedgerSourceResolver } from './modules/source/ledger-source.resolver.js';
import { AccessLogResolver } from './modules/visit/access-log.resolver.js';
import { subjects } from './subjects.js';

export const schema = buildFederatedSchema({
  resolvers: [AccessLogResolver, LedgerSourceResolver, CheckpointResolver, AccessAlertResolver, InquiryResolver, SnapshotResolver, EngagementResolver, RuleResolver, RunResolver, FindingResolver, FindingChangeResolver, EvidenceResolver, IdentificationResolver, CohortResolver, RegionWellbeingResolver],
  types: [Child, Region],
  references: { Child: referencedChild, Region: referencedRegion },
  // An auditor names themselves among the members of an engagement.
  byGrant: ['openEngagement'],
  subjects,
});
