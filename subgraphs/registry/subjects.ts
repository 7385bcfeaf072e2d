import { about, aboutKey, alsoAbout, type Subjects } from '../shared/ledger/subject-rules.js';
import type { ParentFact, RepresentativeFact, SiblingFact } from './modules/facts/facts.type.js';
import type { Parentage } from './modules/family/family.type.js';
import type { Sibling } from './modules/family/sibling.type.js';
import type { Guardianship } from './modules/guardianship/guardianship.type.js';

/** Whose data registry shows. */
export const subjects: Subjects = {
  of: {
    Child: aboutKey,
    Person: aboutKey,
    Parentage: about(({ childIin, person }: Parentage) => [childIin, person.iin]),
    Sibling: alsoAbout(({ child }: Sibling) => [child.iin]),
    Registration: aboutKey,
    Approval: aboutKey,
    Identified: aboutKey,
    Guardianship: alsoAbout(({ representative }: Guardianship) => (representative === null ? [] : [representative.iin])),
    ParentFact: alsoAbout(({ iin }: ParentFact) => [iin]),
    SiblingFact: alsoAbout(({ person }: SiblingFact) => [person]),
    RepresentativeFact: alsoAbout(({ iin }: RepresentativeFact) => (iin === null ? [] : [iin])),
  },
  nobody: ['Region', 'District', 'ProcessingPurpose', 'PurposeRole'],
};
