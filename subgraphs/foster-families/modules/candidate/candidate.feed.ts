import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { textArray } from '../../../shared/database/text-array.js';
import { changeCandidate } from './candidate-state.repository.js';
import { CANDIDATE, type CandidateRow } from './candidate.repository.js';

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
