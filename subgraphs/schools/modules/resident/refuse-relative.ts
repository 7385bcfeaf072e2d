import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../../../shared/access/nationwide.js';
import { refuseOwn } from '../../../shared/access/own-record.js';
import type { CivilDate } from '../../../shared/clock.js';
import { holdsOn } from '../../../shared/dated.js';
import type { Viewer } from '../../../shared/access/viewer.js';
import { representativesOf } from './resident.repository.js';

/**
 * No official gives their own child a place, or takes it from one, whoever of the family has applied. Whose child it is no more, by an
 * adoption, hears nothing else than anybody.
 */
export async function refuseRelative(em: EntityManager, viewer: Viewer, child: string, today: CivilDate): Promise<void> {
  if (viewer.iin === null) return;
  const family = await nationwide(em, () => representativesOf(em, child));
  refuseOwn(viewer, family.filter((one) => one.basis !== 'RIGHTS_REMOVED' && holdsOn(one, today)).map(({ personIin }) => personIin));
}
