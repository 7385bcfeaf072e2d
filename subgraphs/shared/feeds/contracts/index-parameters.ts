import { Type } from 'typebox';
import { feedContract } from '../contract.js';
import { from, Sum, to } from './values.js';

/** The figures of the yearly budget laws, which benefits owns and the money of care is a multiple of. */
export const INDEX_PARAMETERS = feedContract({
  name: 'index-parameters',
  owner: 'benefits',
  description: 'Monthly calculation index, subsistence minimum and minimum wage, with their history, acts and sources.',
  events: {
    INDEX_PARAMETERS: Type.Object(
      {
        parameters: Type.Array(
          Type.Object({
            parameter: Type.Union([Type.Literal('MCI'), Type.Literal('SM'), Type.Literal('MW')], { description: 'Monthly calculation index, subsistence minimum, minimum wage.' }),
            from,
            to,
            amount: Type.String({ ...Sum, description: 'Its value, tenge a month.' }),
            legalBasis: Type.String({ minLength: 1, maxLength: 200, description: 'The act that sets it.' }),
            source: Type.String({ minLength: 1, maxLength: 200, description: 'Where it was read.' }),
            certainty: Type.Union([Type.Literal('A'), Type.Literal('B'), Type.Literal('C'), Type.Literal('D'), Type.Literal('M')], { description: 'How sure it is: read in the act, press quoting the body, secondary, derived, not confirmed.' }),
          }),
          { description: 'Every one on record, past ones included, by name and first day.' },
        ),
      },
      { description: 'A figure was added or corrected.' },
    ),
  },
  consumers: {
    'foster-families': { INDEX_PARAMETERS: ['parameters'] },
  },
});
