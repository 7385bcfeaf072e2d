import { buildFederatedSchema } from '../shared/federation.js';
import { PreventionCoverageResolver, PreventionResolver, SchoolPreventionResolver } from './modules/bullying-prevention/prevention.resolver.js';
import { AdmissionRuleResolver } from './modules/admission/admission-rule.resolver.js';
import { ApplicationChangeResolver } from './modules/admission/application-change.resolver.js';
import { ApplicationResolver, ChildApplicationsResolver } from './modules/admission/application.resolver.js';
import { CatchmentResolver } from './modules/catchment/catchment.resolver.js';
import { Child, referencedChild } from './modules/child/child.type.js';
import { EnrolmentResolver } from './modules/enrolment/enrolment.resolver.js';
import { ForecastResolver, NextSchoolResolver } from './modules/forecast/forecast.resolver.js';
import { DashboardResolver, DistrictInfrastructureResolver, RegionInfrastructureResolver } from './modules/infrastructure/infrastructure.resolver.js';
import { IntakeResolver } from './modules/intake/intake.resolver.js';
import { NormResolver } from './modules/norm/norm.resolver.js';
import { District, referencedDistrict, Region, referencedRegion } from './modules/place/place.type.js';
import { ProgrammeTargetResolver } from './modules/programme-target/programme-target.resolver.js';
import { ProjectChangeResolver } from './modules/project/project-change.resolver.js';
import { ProjectResolver } from './modules/project/project.resolver.js';
import { ProjectsInPlaceResolver } from './modules/project/projects-in-place.resolver.js';
import { SchoolProjectResolver } from './modules/project/school-project.resolver.js';
import { referencedSchool, SchoolResolver } from './modules/school/school.resolver.js';
import { ChildResolver, SchoolingResolver } from './modules/schooling/schooling.resolver.js';
import { referencedSchooling } from './modules/schooling/schooling.opening.js';
import { SchoolStatisticsResolver } from './modules/school-statistics/school-statistics.resolver.js';
import { TransferResolver } from './modules/transfer/transfer.resolver.js';
import { subjects } from './subjects.js';

export const schema = buildFederatedSchema({
  resolvers: [
    ChildResolver, SchoolingResolver, EnrolmentResolver, SchoolResolver, NormResolver,
    RegionInfrastructureResolver, DistrictInfrastructureResolver, DashboardResolver,
    SchoolPreventionResolver, PreventionCoverageResolver, PreventionResolver,
    ProjectResolver, SchoolProjectResolver, ProjectsInPlaceResolver, ProjectChangeResolver, ProgrammeTargetResolver,
    ForecastResolver, NextSchoolResolver, SchoolStatisticsResolver,
    ChildApplicationsResolver, ApplicationResolver, ApplicationChangeResolver, TransferResolver, IntakeResolver, CatchmentResolver, AdmissionRuleResolver,
  ],
  types: [Child, Region, District],
  references: {
    Child: referencedChild,
    ChildSchooling: referencedSchooling,
    School: referencedSchool,
    Region: referencedRegion,
    District: referencedDistrict,
  },
  subjects,
});
