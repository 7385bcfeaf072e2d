import { buildFederatedSchema } from '../shared/federation.js';
import { AdmissionRuleResolver } from './modules/admission/admission-rule.resolver.js';
import { ApplicationChangeResolver } from './modules/admission/application-change.resolver.js';
import { ApplicationResolver, ChildApplicationsResolver } from './modules/admission/application.resolver.js';
import { CatchmentResolver } from './modules/catchment/catchment.resolver.js';
import { Child, referencedChild } from './modules/child/child.type.js';
import { EnrolmentResolver } from './modules/enrolment/enrolment.resolver.js';
import { RegionInfrastructureResolver } from './modules/infrastructure/infrastructure.resolver.js';
import { IntakeResolver } from './modules/intake/intake.resolver.js';
import { NormResolver } from './modules/norm/norm.resolver.js';
import { District, Region, referencedRegion } from './modules/place/place.type.js';
import { referencedSchool, SchoolResolver } from './modules/school/school.resolver.js';
import { ChildResolver, SchoolingResolver } from './modules/schooling/schooling.resolver.js';
import { referencedSchooling } from './modules/schooling/schooling.opening.js';
import { TransferResolver } from './modules/transfer/transfer.resolver.js';
import { subjects } from './subjects.js';

export const schema = buildFederatedSchema({
  resolvers: [
    ChildResolver, SchoolingResolver, EnrolmentResolver, SchoolResolver, RegionInfrastructureResolver, NormResolver,
    ChildApplicationsResolver, ApplicationResolver, ApplicationChangeResolver, TransferResolver, IntakeResolver, CatchmentResolver, AdmissionRuleResolver,
  ],
  types: [Child, Region, District],
  references: {
    Child: referencedChild,
    ChildSchooling: referencedSchooling,
    School: referencedSchool,
    Region: referencedRegion,
  },
  subjects,
});
