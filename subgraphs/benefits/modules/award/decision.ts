import type { Viewer } from '../../../shared/access/viewer.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { eventDates, inputText } from '../../../shared/mutation/event-dates.js';
import type { EventInput } from '../../../shared/mutation/input.type.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import type { JournalNote } from './award-event.repository.js';

/** The rule of a mutation of the register: the ministry, assessing benefits. */
export const ruleOf = (field: string): MutationRule => ({ coordinate: `Mutation.${field}`, roles: ['ministry:benefits'], purpose: 'BENEFIT_ASSESSMENT' });

const LONGEST_SOURCE = 200;

/** An input's days and source, checked, and who sent it. */
export const noteOf = (input: EventInput, { today }: SubgraphContext, { subject, organisation }: Viewer): JournalNote => ({
  ...eventDates(input, today),
  source: inputText('input.source', input.source, LONGEST_SOURCE),
  by: { subject, organisation },
});
