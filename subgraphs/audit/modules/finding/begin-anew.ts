import type { EntityManager } from '@mikro-orm/postgresql';
import type { JobSurroundings } from '../../../shared/job/job.js';
import { auditStep, ofRules } from '../rule/run-office.js';
import type { SnapshotSettings } from '../snapshot/settings.js';
import { opens } from '../snapshot/snapshot-key.js';
import { giveUp, snapshotById } from '../snapshot/snapshot.repository.js';
import { PSEUDONYMOUS } from './pseudonymous.js';
import { findingsOfPeople, newestMoved } from './subject.repository.js';

/** Why nothing is given up, in words for an operator. */
export class BeginAnewRefused extends Error {}

/** What begins anew: the snapshot whose names lead nowhere any more, and how many findings stay behind with it. */
export interface BegunAnew {
  readonly snapshot: string;
  readonly asOf: string;
  readonly findings: number;
}

/** The snapshot that findings stand at, if its key opens no more. */
async function lost(em: EntityManager, { sealingSecret }: Pick<SnapshotSettings, 'sealingSecret'>): Promise<BegunAnew> {
  const at = await newestMoved(em);
  if (at === null) throw new BeginAnewRefused('No findings stand at any snapshot: there is nothing to begin anew.');
  if (opens(await snapshotById(em, at.id), sealingSecret)) throw new BeginAnewRefused(`The key of snapshot ${at.id}, which findings stand at, opens with SNAPSHOT_KEY: they come along to the next one by themselves.`);
  return { snapshot: at.id, asOf: at.asOf, findings: await findingsOfPeople(em, PSEUDONYMOUS, at.key) };
}

/**
 * Gives up the names of people that findings have, where the secret is gone that could carry them to another snapshot: these findings stay
 * behind, with their history, when rules are asked of the next one. The snapshot must be named, since nothing undoes it but that secret.
 */
export async function beginAnew(surroundings: JobSurroundings, settings: SnapshotSettings, named: string | null): Promise<BegunAnew> {
  const found = await ofRules(surroundings, (em) => lost(em, settings));
  const { snapshot, asOf, findings } = found;
  if (named !== snapshot) {
    throw new BeginAnewRefused(`Findings stand at snapshot ${snapshot} of ${asOf}, whose key was sealed under another SNAPSHOT_KEY. Give that secret back, and nothing is lost. Or say --snapshot ${snapshot}: ${findings} findings about people and families stay behind.`);
  }
  await auditStep(surroundings, 'beginAnew', snapshot, [`Snapshot ${snapshot}`], (em) => giveUp(em, snapshot, surroundings.clock.now().toISOString()));
  return found;
}
