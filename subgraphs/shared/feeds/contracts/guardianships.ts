import { Type } from 'typebox';
import { feedContract } from '../contract.js';
import { Bin, Day, from, Iin } from './values.js';

/** The law ends every form at an age, so that nobody has to be up on a birthday for a representation to end. */
const to = Type.Union([Day, Type.Null()], {
  description: 'First day on which it no longer holds. It lies ahead where the law ends the form at an age: guardianship at 14, when trusteeship follows, the others at 18 (art. 130). Null where no end is known.',
});

/** Who represents a child instead of the parents, as guardianship bodies decide it. */
export const GUARDIANSHIPS = feedContract({
  name: 'guardianships',
  owner: 'foster-families',
  description: 'Guardianships and placements that make somebody a child\'s representative, decided by guardianship bodies.',
  events: {
    GUARDIANSHIPS: Type.Object(
      {
        iin: Iin,
        guardianships: Type.Array(
          Type.Object({
            representativeIin: Type.Union([Iin, Type.Null()], { description: 'The person; null for an institution.' }),
            representativeBin: Type.Union([Bin, Type.Null()], { description: 'The institution; null for a person.' }),
            form: Type.String({ pattern: '^[A-Z_]{3,40}$', description: 'Form of placement, Code on Marriage and Family, chapters 16–19-2. A guest stay makes nobody a representative (137-3(2)).' }),
            bodyBin: Type.String({ ...Bin, description: 'BIN of the guardianship body that decided.' }),
            act: Type.String({ minLength: 1, maxLength: 200, description: 'The body\'s act or the contract.' }),
            from,
            to,
          }),
          { description: 'Every one on record, ended ones included, oldest first; without those that an adoption has sealed (art. 102).' },
        ),
      },
      { description: 'A guardianship of the child began, ended or was corrected.' },
    ),
  },
  consumers: {
    registry: { GUARDIANSHIPS: ['iin', 'guardianships'] },
    benefits: { GUARDIANSHIPS: ['iin', 'guardianships'] },
    schools: { GUARDIANSHIPS: ['iin', 'guardianships'] },
  },
});
