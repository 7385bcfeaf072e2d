import type { EntityManager } from '@mikro-orm/postgresql';
import type { SubgraphContext } from '../../../shared/context.js';
import { noteOf } from '../../../shared/mutation/journal-note.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import type { CivilDate } from '../../../shared/clock.js';
import { textArray } from '../../../shared/database/text-array.js';
import { answerWithCandidate, type CarerCandidateOutcome } from './candidate-outcome.type.js';
import { changeCandidate, lockOpenCandidate } from './candidate-state.repository.js';
import type { CloseCandidateInput } from './candidate.input.type.js';
import { CANDIDATE, type CandidateRow } from './candidate.repository.js';

/** Closes a candidate's record. Children who live with them stay until their placements end. */
export function closeCandidate(context: SubgraphContext, rule: MutationRule, input: CloseCandidateInput): Promise<CarerCandidateOutcome> {
  return answerWithCandidate(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    const found = await lockOpenCandidate(em, input);
    if (note.occurredOn < found.registeredOn) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', 'The day must not lie before the application.');
    await changeCandidate(em, found, { action: 'CLOSE', to: 'CLOSED', closedOn: note.occurredOn, closing: input.closing }, note);
    return { reference: { id: found.id }, subjects: [found.iin] };
  });
}

/** Candidates whose deaths the civil registry tells of. */
export async function closeDead(em: EntityManager, deaths: readonly { readonly iin: string; readonly day: CivilDate; readonly receivedOn: CivilDate }[]): Promise<void> {
  const found = await em.execute<CandidateRow[]>(`${CANDIDATE} where k.iin = any (?::text[]) and k.closed_on is null order by k.id for update`, [textArray(deaths.map(({ iin }) => iin))]);
  for (const row of found) {
    const death = deaths.find(({ iin }) => iin === row.iin);
    if (death === undefined) continue;
    const day = death.day < row.registeredOn ? row.registeredOn : death.day;
    await changeCandidate(em, row, { action: 'CLOSE', to: 'CLOSED', closedOn: day, closing: 'DEATH' }, { occurredOn: death.day, receivedOn: death.receivedOn, source: 'Civil registry', by: null });
  }
}
