import { about, aboutKey, type Subjects } from '../shared/ledger/subject-rules.js';
import type { SchoolApplication } from './modules/admission/application.type.js';
import type { Enrolment } from './modules/enrolment/enrolment.type.js';
import type { NearbyPlace, WithoutPlace } from './modules/schooling/without-place.type.js';

/** Whose data schools shows. What is counted is counted so that nobody can be told apart. */
export const subjects: Subjects = {
  of: {
    Child: aboutKey,
    ChildSchooling: aboutKey,
    SchoolApplication: about(({ row }: SchoolApplication) => [row.iin]),
    WithoutPlace: about(({ iin }: WithoutPlace) => [iin]),
    NearbyPlace: about(({ iin }: NearbyPlace) => [iin]),
    Enrolment: about(({ row }: Enrolment) => [row.iin]),
  },
  nobody: [
    'School', 'SchoolFeatures', 'SchoolRoll', 'ShiftPupils', 'SchoolInfrastructure', 'SchoolDashboard', 'SchoolStatistics', 'SchoolNorm', 'SchoolIntake', 'SchoolMicrodistrict', 'SchoolAdmissionRule', 'Region', 'District',
    'SchoolPrevention', 'PreventionStep', 'PreventionSurvey', 'PreventionCases', 'PreventionCoverage', 'PreventionStatement', 'SchoolForecast', 'NextSchool',
    'SchoolProject', 'ProjectStageTimes', 'ProjectPlanStatement', 'ProjectStep', 'ProjectCorrection', 'ExpertiseConclusion', 'ProjectDocument', 'ProjectCount', 'BuildingCostNorm', 'ProgrammeTarget', 'BuildingProgress', 'BuildingYear',
  ],
};
