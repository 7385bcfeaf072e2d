import type { EntityManager } from '@mikro-orm/postgresql';
import { civilDay } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { clientError } from '../../../shared/errors.js';
import { AUDITORS, onRegister } from '../access/staff.js';
import { notThere } from '../snapshot/read/with-snapshot.js';
import { snapshotsIn } from '../snapshot/settings.js';
import { openKey } from '../snapshot/snapshot-key.js';
import { completeSnapshot, type SnapshotRow } from '../snapshot/snapshot.repository.js';
import { AskedCohort } from './asked-cohort.js';
import { checked } from './filter/compile.js';
import type { CohortFilter } from './filter/cohort-filter.type.js';
import { CellKeyNoise, type Noise } from './noise/noise.js';

/** The one that was named, or the latest. */
export async function snapshotAsked(em: EntityManager, id: string | null): Promise<SnapshotRow> {
  const row = await completeSnapshot(em, id);
  if (row !== null) return row;
  throw id === null ? clientError('NO_SNAPSHOT', 'No snapshot for auditors is complete yet; takeSnapshot asks for one.') : notThere('snapshot');
}

/** The noise of a snapshot's figures: its key is where it is kept, sealed, and nowhere else. */
export function noiseOf(em: EntityManager, { id, sealedKey }: SnapshotRow): Noise {
  const { sealingSecret } = snapshotsIn(em);
  return new CellKeyNoise(openKey(sealedKey ?? '', sealingSecret, id));
}

export const dayOf = ({ asOf }: Pick<SnapshotRow, 'asOf'>): string => civilDay(new Date(asOf));

/** A cohort to be asked about; nothing is worked out yet. */
export function askCohort(context: SubgraphContext, where: CohortFilter, id: string | null): Promise<AskedCohort> {
  return onRegister(context, AUDITORS, async (em) => {
    const row = await snapshotAsked(em, id);
    const day = dayOf(row);
    return new AskedCohort(context, row, { where: checked(where, day), day }, noiseOf(em, row));
  });
}
