import type { EntityManager } from '@mikro-orm/postgresql';
import type { Viewer } from '../../../shared/access/viewer.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { Fact } from '../history/fact.js';
import { readFacts, writeFacts } from '../history/fact-table.js';
import { nationwide } from '../history/nation.js';
import { RESIDENCE, type ResidenceFact } from '../history/tables.js';
import { requireRegion } from '../registration/rules.js';

type Residences = readonly Fact<ResidenceFact>[];

/**
 * Where somebody has lived, in other regions too: row-level security shows a regional body the rows of its own regions only,
 * and half a history would be taken for gaps.
 */
export const readResidences = (em: EntityManager, iin: string): Promise<Fact<ResidenceFact>[]> => nationwide(em, () => readFacts(em, RESIDENCE, iin));

/** Whether a placement of theirs is shielded, or will be. */
export async function isShielded(em: EntityManager, iin: string, today: CivilDate): Promise<boolean> {
  const rows = await em.execute<unknown[]>('select 1 from restriction where iin = ? and superseded_at is null and (valid_to is null or valid_to > ?) limit 1', [iin, today]);
  return rows.length > 0;
}

/** Writes them; refuses a change that reaches into another body's region. */
export async function writeResidences(em: EntityManager, viewer: Viewer, iin: string, before: Residences, after: Residences): Promise<void> {
  const changed = [...before.filter((fact) => !after.includes(fact)), ...after.filter((fact) => !before.includes(fact))];
  for (const { is } of changed) requireRegion(viewer, is.regionKato, 'input.occurredOn');
  await writeFacts(em, RESIDENCE, iin, before, after);
}
