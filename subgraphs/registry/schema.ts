import { buildFederatedSchema } from '../shared/federation.js';
import { ChildFamilyResolver, PersonFamilyResolver } from './modules/family/family.resolver.js';
import { ChildInternalResolver, PersonInternalResolver } from './modules/facts/facts.resolver.js';
import { ChildGuardianshipResolver } from './modules/guardianship/guardianship.resolver.js';
import { PersonResolver } from './modules/person/person.resolver.js';
import { Child, childOf, Person, personOf } from './modules/person/person.type.js';
import { referencedDistrict, referencedRegion, RegionResolver } from './modules/place/place.resolver.js';
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
    ChildInternalResolver,
    PersonInternalResolver,
  ],
  types: [Child, Person],
  references: {
    Child: ({ iin }: { iin: string }) => childOf(iin),
    Person: ({ iin }: { iin: string }) => personOf(iin),
    Region: referencedRegion,
    District: referencedDistrict,
  },
  subjects,
});
