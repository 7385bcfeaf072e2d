import type { EntityManager } from '@mikro-orm/postgresql';
import { Arg, Ctx, Directive, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { PageSize } from '../../../shared/list-size.js';
import { mutate, type MutationRule } from '../../../shared/mutation/mutate.js';
import { Refusal } from '../../../shared/mutation/refusal.type.js';
import { connectionType, pageOf, pageRequest, type Connection } from '../../../shared/pagination.js';
import { AUDIT, WATCHED } from '../access/scope.js';
import { AUDITORS, onRegister, WATCHERS } from '../access/staff.js';
import { snapshotsIn } from './settings.js';
import { listSnapshots, snapshotById, viewsOf, type SnapshotRow } from './snapshot.repository.js';
import { latestMoment, requestSnapshot } from './snapshot.service.js';
import { Snapshot, SnapshotOutcome, TakeSnapshotInput } from './snapshot.type.js';
import { toSnapshot } from './to-snapshot.js';
import { wakeSnapshots } from './take/attend.js';

const TAKE: MutationRule = { coordinate: 'Mutation.takeSnapshot', roles: AUDITORS, purpose: 'AUDIT_ANALYSIS' };

export const SnapshotConnection = connectionType('Snapshot', Snapshot);

async function withViews(em: EntityManager, rows: readonly SnapshotRow[]): Promise<Snapshot[]> {
  const views = rows.length === 0 ? [] : await viewsOf(em, rows);
  return rows.map((row) => toSnapshot(row, views.filter(({ snapshotId }) => snapshotId === row.internalId)));
}

function momentOf({ asOf }: TakeSnapshotInput, { now }: SubgraphContext): string | null {
  if (asOf == null) return null;
  if (asOf.toISOString() > latestMoment(now)) throw badInput('input.asOf', 'must be at least ten seconds ago.');
  return asOf.toISOString();
}

@Resolver()
export class SnapshotResolver {
  @Directive(WATCHED)
  @PageSize()
  @Query(() => SnapshotConnection, { nullable: true, description: 'Snapshots of all programmes, newest first: those that can be asked, and what became of the others; for auditors, and for operators as far as how each goes. At most 100 a page.' })
  async snapshots(
    @Arg('first', () => Int, { defaultValue: 5, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page.' }) after: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Snapshot>> {
    const page = pageRequest(first, after);
    return onRegister(context, WATCHERS, async (em) => {
      const rows = await listSnapshots(em, page);
      const snapshots = await withViews(em, rows);
      return pageOf(rows.map((row, i) => ({ row, snapshot: snapshots[i] })), page.limit, ({ row }) => row.internalId, ({ snapshot }) => snapshot as Snapshot);
    });
  }

  @Directive(AUDIT)
  @Mutation(() => SnapshotOutcome, {
    nullable: true,
    description: 'Asks for a snapshot of all programmes: it is taken by itself, under a new key, which takes minutes (`snapshots` shows how far it is). When it is complete, the oldest beyond the number that is kept are deleted, but for the one that findings stand at, which stays until a rule moves them to a newer one, and for those that are being read, which go the next time. Refusals: SNAPSHOT_UNDER_WAY.',
  })
  async takeSnapshot(@Arg('input', () => TakeSnapshotInput, { description: 'The snapshot.' }) input: TakeSnapshotInput, @Ctx() context: SubgraphContext): Promise<SnapshotOutcome> {
    const asOf = momentOf(input, context);
    let wake = (): void => undefined;
    const done = await mutate(context, TAKE, input, async (em, { organisation }) => {
      const { id } = await requestSnapshot(em, snapshotsIn(em), { asOf, now: context.now, organisation });
      wake = () => wakeSnapshots(em);
      return { reference: { id }, subjects: [] };
    });
    if (done instanceof Refusal) return done;
    wake();
    const [snapshot] = await onRegister(context, AUDITORS, async (em) => {
      const row = await snapshotById(em, done.id);
      return withViews(em, row === null ? [] : [row]);
    });
    if (snapshot === undefined) throw new Error('A snapshot is gone.');
    return snapshot;
  }
}
