import { buildFederatedSchema } from '../shared/federation.js';
import { PreventionCoverageResolver, PreventionResolver, SchoolPreventionResolver } from './modules/bullying-prevention/prevention.resolver.js';
import { Child, referencedChild } from './modules/child/child.type.js';
import { EnrolmentResolver } from './modules/enrolment/enrolment.resolver.js';
import { DashboardResolver, DistrictInfrastructureResolver, RegionInfrastructureResolver } from './modules/infrastructure/infrastructure.resolver.js';
import { NormResolver } from './modules/norm/norm.resolver.js';
import { District, referencedDistrict, Region, referencedRegion } from './modules/place/place.type.js';
import { ProgrammeTargetResolver } from './modules/programme-target/programme-target.resolver.js';
import { ProjectChangeResolver } from './modules/project/project-change.resolver.js';
import { ProjectResolver } from './modules/project/project.resolver.js';
import { RegionProjectsResolver } from './modules/project/region-projects.resolver.js';
import { SchoolProjectResolver } from './modules/project/school-project.resolver.js';
import { referencedSchool, SchoolResolver } from './modules/school/school.resolver.js';
import { ChildResolver, SchoolingResolver } from './modules/schooling/schooling.resolver.js';
import { referencedSchooling } from './modules/schooling/schooling.opening.js';
import { subjects } from './subjects.js';

export const schema = buildFederatedSchema({
  resolvers: [ChildResolver, SchoolingResolver, EnrolmentResolver, SchoolResolver, RegionInfrastructureResolver, DistrictInfrastructureResolver, DashboardResolver, SchoolPreventionResolver, PreventionCoverageResolver, PreventionResolver, NormResolver, ProjectResolver, SchoolProjectResolver, RegionProjectsResolver, ProjectChangeResolver, ProgrammeTargetResolver],
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
