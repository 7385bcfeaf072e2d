import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../../../shared/access/nationwide.js';
import type { CivilDate } from '../../../shared/clock.js';
import { textArray } from '../../../shared/database/text-array.js';
import { adoptionHeardAt } from '../feeds/adoption-heard.js';
import { changeCandidate } from './candidate-state.repository.js';
import { CANDIDATE, type CandidateRow } from './candidate.repository.js';

/** After an adoption no paper of a relative of the birth leads to the child (Code on Marriage and Family, 102); `until`: only of papers recorded by then. */
export const forgetChild = (em: EntityManager, iin: string, until: string | null = null): Promise<unknown> =>
  nationwide(em, () => em.execute(`update carer_evidence set child_iin = null where child_iin = ? and recorded_at <= coalesce(?::timestamptz, 'infinity')`, [iin, until]));

/** The same of adoptions that the civil registry tells of: what was recorded since one was first told has nothing to do with it. */
export async function forgetAdopted(em: EntityManager, adoptions: readonly { readonly iin: string; readonly day: CivilDate }[]): Promise<void> {
  for (const { iin, day } of adoptions) await forgetChild(em, iin, await adoptionHeardAt(em, iin, day));
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
