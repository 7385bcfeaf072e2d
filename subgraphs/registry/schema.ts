import { buildFederatedSchema } from '../shared/federation.js';
import { ApprovalResolver } from './modules/approval/approval.resolver.js';
import { BirthResolver } from './modules/birth/birth.resolver.js';
import { CitizenshipChangeResolver } from './modules/citizenship/citizenship-change.resolver.js';
import { DeathResolver } from './modules/death/death.resolver.js';
import { ChildFamilyResolver, PersonFamilyResolver } from './modules/family/family.resolver.js';
import { ParentageChangeResolver } from './modules/family/parentage-change.resolver.js';
import { ParentalRightsChangeResolver } from './modules/family/parental-rights-change.resolver.js';
import { ChildFactsResolver, ChildInternalResolver, PersonInternalResolver } from './modules/facts/facts.resolver.js';
import { ChildGuardianshipResolver } from './modules/guardianship/guardianship.resolver.js';
import { IdentifiedResolver } from './modules/identification/identified.resolver.js';
import { MarriageResolver } from './modules/marriage/marriage.resolver.js';
import { PersonResolver } from './modules/person/person.resolver.js';
import { Child, childOf, Person, personOf } from './modules/person/person.type.js';
import { referencedDistrict, referencedRegion, RegionResolver } from './modules/place/place.resolver.js';
import { PurposeResolver } from './modules/purpose/purpose.resolver.js';
import { RegistrationResolver } from './modules/registration/registration.resolver.js';
import { ReplacementResolver } from './modules/replacement/replacement.resolver.js';
import { ResidenceChangeResolver } from './modules/residence/residence-change.resolver.js';
import { ResidenceResolver } from './modules/residence/residence.resolver.js';
import { subjects } from './subjects.js';

export const schema = buildFederatedSchema({
  resolvers: [
    PersonResolver,
    ChildFamilyResolver,
    PersonFamilyResolver,
    ChildGuardianshipResolver,
    ResidenceResolver,
    RegionResolver,
    PurposeResolver,
    ChildInternalResolver,
    ChildFactsResolver,
    PersonInternalResolver,
    RegistrationResolver,
    BirthResolver,
    DeathResolver,
    CitizenshipChangeResolver,
    ResidenceChangeResolver,
    ParentageChangeResolver,
    ParentalRightsChangeResolver,
    MarriageResolver,
    ReplacementResolver,
    ApprovalResolver,
    IdentifiedResolver,
  ],
  types: [Child, Person],
  references: {
    Child: ({ iin }: { iin: string }) => childOf(iin),
    Person: ({ iin }: { iin: string }) => personOf(iin),
    Region: referencedRegion,
    District: referencedDistrict,
  },
  byGrant: ['child', 'person', 'breakGlass', 'requestOwnRelative'],
  subjects,
});
