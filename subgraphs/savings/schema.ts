import { buildFederatedSchema } from '../shared/federation.js';
import { AccrualRunResolver } from './modules/accrual-run/accrual-run.resolver.js';
import { Child, referencedChild } from './modules/child/child.type.js';
import { CorrectionResolver } from './modules/correction/correction.resolver.js';
import { ClaimResolver } from './modules/ledger/claim.resolver.js';
import { HistoryResolver } from './modules/ledger/history.js';
import { LeftResolver } from './modules/left-to-officials/left.resolver.js';
import { NextAccrualResolver } from './modules/list/next-accrual.js';
import { MissingResolver } from './modules/missing/missing.resolver.js';
import { ProjectionResolver } from './modules/projection/projection.resolver.js';
import { PayoutChangeResolver } from './modules/payout/payout-change.resolver.js';
import { PayoutResolver } from './modules/payout/payout.resolver.js';
import { InTengeResolver } from './modules/rate/in-tenge.resolver.js';
import { referencedRegion } from './modules/place/place.type.js';
import { ReconciliationResolver } from './modules/reconciliation/reconciliation.resolver.js';
import { RegionSavingsResolver } from './modules/region-count/region-savings.resolver.js';
import { RunRegionsResolver } from './modules/region-count/run-regions.resolver.js';
import { referencedSavings } from './modules/savings/savings.opening.js';
import { ChildResolver, SavingsResolver } from './modules/savings/savings.resolver.js';
import { SettlementResolver } from './modules/settlement/settlement.resolver.js';
import { YearDraftResolver } from './modules/year-draft/year-draft.resolver.js';
import { referencedYear, ReportingYearResolver } from './modules/year/reporting-year.resolver.js';
import { subjects } from './subjects.js';

export const schema = buildFederatedSchema({
  resolvers: [ChildResolver, SavingsResolver, ClaimResolver, ReportingYearResolver, ProjectionResolver, HistoryResolver, NextAccrualResolver, MissingResolver, InTengeResolver, PayoutResolver, PayoutChangeResolver, AccrualRunResolver, RunRegionsResolver, ReconciliationResolver, RegionSavingsResolver, CorrectionResolver, SettlementResolver, YearDraftResolver, LeftResolver],
  types: [Child],
  references: { Child: referencedChild, ChildSavings: referencedSavings, ReportingYear: referencedYear, Region: referencedRegion },
  subjects,
});
