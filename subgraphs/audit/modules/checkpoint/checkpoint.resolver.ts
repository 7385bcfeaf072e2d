import { Arg, Ctx, Directive, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { sqlIn } from '../../../shared/ledger/sql.js';
import { PageSize } from '../../../shared/list-size.js';
import { mutate, type MutationRule } from '../../../shared/mutation/mutate.js';
import { Refusal } from '../../../shared/mutation/refusal.type.js';
import { connectionType, pageOf, pageRequest, type Connection } from '../../../shared/pagination.js';
import { AUDIT } from '../access/scope.js';
import { AUDITORS, onRegister } from '../access/staff.js';
import { checkpointNumbered, listCheckpoints, type CheckpointRow } from './checkpoint.repository.js';
import { CheckpointOutcome, LedgerCheckpoint, SignCheckpointInput } from './checkpoint.type.js';
import { signCheckpoint } from './sign.js';
import { signingIn } from './signer.js';

const SIGN: MutationRule = { coordinate: 'Mutation.signCheckpoint', roles: AUDITORS, purpose: 'AUDIT_ANALYSIS' };

const toCheckpoint = (row: CheckpointRow): LedgerCheckpoint => Object.assign(new LedgerCheckpoint(), row);

export const LedgerCheckpointConnection = connectionType('LedgerCheckpoint', LedgerCheckpoint);

@Resolver()
export class CheckpointResolver {
  @Directive(AUDIT)
  @PageSize()
  @Query(() => LedgerCheckpointConnection, { nullable: true, description: 'Signed checkpoints of the ledgers, newest first, for auditors. At most 100 a page.' })
  async ledgerCheckpoints(
    @Arg('first', () => Int, { defaultValue: 20, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page.' }) after: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<LedgerCheckpoint>> {
    const page = pageRequest(first, after);
    const rows = await onRegister(context, AUDITORS, (em) => listCheckpoints(sqlIn(em), page.after, page.limit + 1));
    return pageOf(rows, page.limit, ({ number }) => number, toCheckpoint);
  }

  @Directive(AUDIT)
  @Mutation(() => CheckpointOutcome, { nullable: true, description: 'Signs a checkpoint now, besides the one of each day. It has no refusals of its own.' })
  async signCheckpoint(@Arg('input', () => SignCheckpointInput, { description: 'The checkpoint.' }) input: SignCheckpointInput, @Ctx() context: SubgraphContext): Promise<CheckpointOutcome> {
    const outcome = await mutate(context, SIGN, input, async (em) => {
      const { signer, clock } = signingIn(em);
      const { number } = await signCheckpoint(sqlIn(em), signer, clock.now());
      return { reference: { number }, subjects: [] };
    });
    if (outcome instanceof Refusal) return outcome;
    const row = await onRegister(context, AUDITORS, (em) => checkpointNumbered(sqlIn(em), outcome.number));
    if (row === null) throw new Error('A checkpoint is gone.');
    return toCheckpoint(row);
  }
}
