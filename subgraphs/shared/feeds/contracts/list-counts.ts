import { Type } from 'typebox';
import { feedContract } from '../contract.js';
import { Day, Kato } from './values.js';

/** Fewer than this are nobody's group: whoever stands in it is counted in no region. */
export const FEWEST_COUNTED = 5;

const counted = Type.Integer({ minimum: FEWEST_COUNTED, description: 'Children on the list who lived in the region on its day.' });

/** How many of the savings list's children live where: the fund has no place of any of them. */
export const LIST_COUNTS = feedContract({
  name: 'list-counts',
  owner: 'registry',
  description: 'How many children of the list of a 31 December lived in which region on that day. Nobody is named; groups under five are left out, and with them what would give them away, and so are children whose place was withheld.',
  events: {
    LIST_COUNTED: Type.Object(
      {
        listDate: Type.String({ ...Day, description: 'The 31 December of the list.' }),
        regions: Type.Array(
          Type.Object({
            regionKato: Kato,
            children: counted,
            turning18: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], { description: 'Those of them who turn 18 in the next year; null where they, or the others, are fewer than five and not none, and in as many other regions as it takes that no such group follows from the rest.' }),
          }),
          { description: 'Regions with five children or more: all of them, but for the smallest where it would be one region, or fewer than five children, that is not told.' },
        ),
      },
      { description: 'A list was counted: once, in the last week of January after its day. Corrections of the register change nothing of it. Of a list that is told twice the first count holds.' },
    ),
  },
  consumers: { savings: { LIST_COUNTED: ['listDate', 'regions'] } },
});
