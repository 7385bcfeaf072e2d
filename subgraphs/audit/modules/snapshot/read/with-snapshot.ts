import type { EntityManager } from '@mikro-orm/postgresql';
import type { SubgraphContext } from '../../../../shared/context.js';
import { badInput } from '../../../../shared/errors.js';
import { AUDITORS, onRegister } from '../../access/staff.js';
import { snapshotsIn, type SnapshotSettings } from '../settings.js';
import { completeSnapshot, type SnapshotRow } from '../snapshot.repository.js';
import { snapshotsOf } from './snapshots.js';
import type { SnapshotSession } from './snapshot-session.js';

/** A question that an auditor asks of a snapshot. */
export interface SnapshotQuestion {
  /** Of the snapshot. */
  readonly id: string;
  /** The argument that names it, for whoever named one that is not there. */
  readonly argument: string;
  /** Schema coordinate of the field that asks, for the ledger. */
  readonly coordinate: string;
  readonly deadlineMs?: number;
}

/** A rule over all children takes up to three seconds where nobody is in its way; the gateway waits for no longer than this. */
const DEADLINE_MS = 30_000;

const complete = (em: EntityManager, id: string): Promise<{ readonly row: SnapshotRow | null; readonly settings: SnapshotSettings }> =>
  completeSnapshot(em, id).then((row) => ({ row, settings: snapshotsIn(em) }));

/**
 * Works with a complete snapshot on behalf of an auditor, which is on record before the answer leaves: rows of everybody at once are
 * about nobody in the ledger, and the record names the snapshot. Nobody else gets as far as here, whatever asks.
 */
export async function withSnapshot<T>(context: SubgraphContext, { id, argument, coordinate, deadlineMs = DEADLINE_MS }: SnapshotQuestion, work: (session: SnapshotSession) => Promise<T>): Promise<T> {
  const look = (): Promise<{ readonly row: SnapshotRow | null; readonly settings: SnapshotSettings }> => onRegister(context, AUDITORS, (em) => complete(em, id));
  const { row, settings } = await look();
  if (row === null) throw notThere(argument);
  context.journal.everybody([coordinate, `Snapshot ${id}`]);
  const done = await snapshotsOf(settings).use(row, async () => (await look()).row !== null, deadlineMs, async (session) => ({ result: await work(session) }));
  if (done === null) throw notThere(argument);
  return done.result;
}

export const notThere = (argument: string): Error => badInput(argument, 'must be the id of a complete snapshot.');
