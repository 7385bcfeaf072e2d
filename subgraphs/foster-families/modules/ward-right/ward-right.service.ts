import type { SubgraphContext } from '../../../shared/context.js';
import { statusOf } from '../placement/placement-status.type.js';
import type { OpenedPlacement } from '../review/review.service.js';
import { WARD_RIGHT_KINDS, type WardRightKind } from './ward-right-codes.type.js';
import { childStandings, statementsOf, type ChildStanding, type StatementRow } from './ward-right.repository.js';
import { dueBy, isSettled, lastWord } from './ward-right.js';
import { statementOf, WardRight } from './ward-right.type.js';

function rightOf(kind: WardRightKind, { statements, careSince }: ChildStanding, history: readonly StatementRow[]): WardRight {
  const said = lastWord(kind, statements);
  return Object.assign(new WardRight(), {
    kind,
    standing: said?.standing ?? null,
    since: said?.occurredOn ?? null,
    settled: isSettled(said),
    dueBy: careSince === null ? null : dueBy(kind, said, careSince),
    version: statements.filter((one) => one.kind === kind).length,
    history: history.filter((one) => one.kind === kind).map(statementOf),
  });
}

/** How housing and alimony of the child stand, while the placement lasts; null of what has ended, never took effect, or is a guest stay. */
export async function rightsOf({ row, path }: OpenedPlacement, context: SubgraphContext): Promise<WardRight[] | null> {
  if (statusOf(row) !== 'ACTIVE' || row.form === 'GUEST') return null;
  const [standing, history] = await Promise.all([childStandings(context, path).load(row.iin), statementsOf(context, path).load(row.iin)]);
  return WARD_RIGHT_KINDS.map((kind) => rightOf(kind, standing, history));
}
