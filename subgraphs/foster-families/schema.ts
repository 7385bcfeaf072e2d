import { buildFederatedSchema } from '../shared/federation.js';
import { AdoptionPaymentResolver } from './modules/adoption-payment/adoption-payment.resolver.js';
import { AdoptionResolver } from './modules/adoption-report/adoption.resolver.js';
import { AfterCareResolver } from './modules/after-care/after-care.resolver.js';
import { CareAmountResolver } from './modules/care-amount/care-amount.resolver.js';
import { CareResolver, ChildResolver } from './modules/care/care.resolver.js';
import { referencedCare } from './modules/care/care.opening.js';
import { CandidateChangeResolver } from './modules/candidate/candidate-change.resolver.js';
import { CandidateResolver } from './modules/candidate/candidate.resolver.js';
import { CarerRequirementResolver } from './modules/candidate/carer-requirement.resolver.js';
import { Child, referencedChild } from './modules/child/child.type.js';
import { IncidentResolver } from './modules/incident/incident.resolver.js';
import { PlacementOptionResolver } from './modules/matching/placement-option.resolver.js';
import { MeansResolver } from './modules/means/means.resolver.js';
import { referencedFamily } from './modules/family/family.type.js';
import { PlacementFormResolver } from './modules/form/placement-form.resolver.js';
import { CareNeedChangeResolver } from './modules/need/care-need-change.resolver.js';
import { CareNeedResolver } from './modules/need/care-need.resolver.js';
import { Person } from './modules/person/person.type.js';
import { PlacementPlanResolver } from './modules/plan/placement-plan.resolver.js';
import { PlacementChangeResolver } from './modules/placement/placement-change.resolver.js';
import { PlacementResolver } from './modules/placement/placement.resolver.js';
import { referencedPlacement } from './modules/placement/placement.type.js';
import { ReviewResolver } from './modules/review/review.resolver.js';
import { StaffingResolver } from './modules/staffing/staffing.resolver.js';
import { SupervisionResolver } from './modules/supervision/supervision.resolver.js';
import { WardRightResolver } from './modules/ward-right/ward-right.resolver.js';
import { WorklistResolver } from './modules/worklist/worklist.resolver.js';
import { subjects } from './subjects.js';

export const schema = buildFederatedSchema({
  resolvers: [ChildResolver, CareResolver, CareNeedResolver, CareNeedChangeResolver, CandidateResolver, CandidateChangeResolver, CarerRequirementResolver, SupervisionResolver, WorklistResolver, PlacementOptionResolver, PlacementResolver, PlacementChangeResolver, PlacementPlanResolver, ReviewResolver, IncidentResolver, AfterCareResolver, PlacementFormResolver, CareAmountResolver, MeansResolver, WardRightResolver, StaffingResolver, AdoptionPaymentResolver, AdoptionResolver],
  types: [Child, Person],
  references: {
    Child: referencedChild,
    ChildCare: referencedCare,
    Placement: referencedPlacement,
    FosterFamily: referencedFamily,
  },
  subjects,
});
