import type { Viewer } from '../access/viewer.js';
import type { CivilDate } from '../clock.js';
import type { SubgraphContext } from '../context.js';
import { eventDates, inputText } from './event-dates.js';
import type { EventInput } from './input.type.js';

/** What a journal says of a step: when it happened and was received, on what it is based, and who recorded it, nobody for what a register told of. */
export interface JournalNote {
  readonly occurredOn: CivilDate;
  readonly receivedOn: CivilDate;
  readonly source: string;
  readonly by: Pick<Viewer, 'subject' | 'organisation'> | null;
}

const LONGEST_SOURCE = 200;

/** An input's days and source, checked, and who sent it. */
export const noteOf = (input: EventInput, { today }: Pick<SubgraphContext, 'today'>, { subject, organisation }: Viewer): JournalNote => ({
  ...eventDates(input, today),
  source: inputText('input.source', input.source, LONGEST_SOURCE),
  by: { subject, organisation },
});
