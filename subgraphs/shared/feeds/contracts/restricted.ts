import { Type } from 'typebox';
import { feedContract } from '../contract.js';
import { from, Iin, to } from './values.js';

/** Whose place is nobody's business: the flag alone, never the reason. */
export const RESTRICTED = feedContract({
  name: 'restricted',
  owner: 'foster-families',
  description: 'Children whose placement is shielded: the flag and its dates, never the reason or the place.',
  events: {
    RESTRICTION: Type.Object(
      { iin: Iin, periods: Type.Array(Type.Object({ from, to }), { description: 'The days on which place, school, payee and carer are withheld, in as few periods as there can be: they do not tell of moves. Oldest first.' }) },
      { description: 'A shielding began, ended or was corrected.' },
    ),
  },
  consumers: {
    registry: { RESTRICTION: ['iin', 'periods'] },
    benefits: { RESTRICTION: ['iin', 'periods'] },
    schools: { RESTRICTION: ['iin', 'periods'] },
  },
});
