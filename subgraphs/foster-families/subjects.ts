import { about, aboutKey, alsoAbout, type Subjects } from '../shared/ledger/subject-rules.js';
import type { Adoption } from './modules/adoption-report/adoption.type.js';
import type { CareSibling } from './modules/care/care-sibling.type.js';
import type { CarerCandidate } from './modules/candidate/candidate.type.js';
import type { Carer } from './modules/family/family.type.js';
import { peopleOf, type PlacementOption } from './modules/matching/placement-option.type.js';
import type { CareNeed } from './modules/need/care-need.type.js';
import type { CareIncident } from './modules/incident/incident.type.js';
import type { PlacementPlan } from './modules/plan/placement-plan.type.js';
import type { Placement } from './modules/placement/placement.type.js';
import type { SupervisionCase } from './modules/worklist/worklist.type.js';

/** Whose data foster-families shows. A family is shown as a placement's, so it is about the child; its carers are named one by one. */
export const subjects: Subjects = {
  of: {
    Child: aboutKey,
    Person: aboutKey,
    ChildCare: aboutKey,
    CareSibling: about(({ iin }: CareSibling) => [iin]),
    Placement: about(({ held }: Placement) => (held === null ? [] : [held.row.iin])),
    PlacementPlan: about(({ row }: PlacementPlan) => [row.iin]),
    CareIncident: about(({ row }: CareIncident) => [row.iin]),
    // Not about the child: it would read in its own log that it was looked up for this (102).
    Adoption: about(({ row }: Adoption) => row.adopters),
    CareNeed: about(({ row }: CareNeed) => [row.iin]),
    CarerCandidate: about(({ row }: CarerCandidate) => [row.iin]),
    SupervisionCase: about(({ row }: SupervisionCase) => [row.childIin, row.carerIin].filter((iin) => iin !== null)),
    PlacementOption: about((option: PlacementOption) => peopleOf(option)),
    FosterFamily: alsoAbout(() => []),
    Carer: alsoAbout(({ person }: Carer) => [person.iin]),
  },
  nobody: ['PlacementForm', 'CareAmount', 'CareAmountParameter', 'CareAmountStep', 'Region', 'District', 'CarerRequirement', 'SupervisionCount', 'GuardianshipStaffing', 'GuardianshipStaff', 'DistrictChildren', 'SpecialistNorm'],
};
