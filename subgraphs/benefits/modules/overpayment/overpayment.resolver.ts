import type { EntityManager } from '@mikro-orm/postgresql';
import { Arg, Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { withheld } from '../../../shared/errors.js';
import { ListSize } from '../../../shared/list-size.js';
import type { MutationInput } from '../../../shared/mutation/input.type.js';
import { mutate } from '../../../shared/mutation/mutate.js';
import { Refusal } from '../../../shared/mutation/refusal.type.js';
import { showConfidential } from '../access/nation.js';
import { onRegister } from '../access/register.service.js';
import { BENEFITS } from '../access/scope.js';
import { awardById } from '../award/award.repository.js';
import { BenefitAward, openedAward, requireUnshielded } from '../award/award.type.js';
import { overpaymentById, overpaymentsOfAward } from './overpayment.repository.js';
import { planRecovery, recordOverpayment, recordReturn, type OverpaymentDone } from './overpayment.service.js';
import { Overpayment, overpaymentOf, OverpaymentOutcome, PlanRecoveryInput, RecordOverpaymentInput, RecordReturnInput } from './overpayment.type.js';

/** Carries out a mutation of the ministry's and answers with the overpayment as it is now. */
async function book(context: SubgraphContext, field: string, input: MutationInput, work: (em: EntityManager) => Promise<OverpaymentDone>): Promise<OverpaymentOutcome> {
  const rule = { coordinate: `Mutation.${field}`, roles: ['ministry:benefits'], purpose: 'BENEFIT_ASSESSMENT' } as const;
  const done = await mutate(context, rule, input, async (em) => {
    await showConfidential(em);
    return work(em);
  });
  if (done instanceof Refusal) return done;
  const row = await onRegister(context, (em) => overpaymentById(em, done.overpayment));
  const award = row === null ? null : await awardById(context, 'register').load(row.awardId);
  // Asked again with a token for other regions.
  if (row === null || award === null) throw withheld('OUT_OF_VIEW');
  return overpaymentOf(row, { row: award, path: 'register', restricted: false, child: null });
}

@Resolver(() => BenefitAward)
export class OverpaymentResolver {
  @Directive(BENEFITS)
  @ListSize(2)
  @FieldResolver(() => [Overpayment], { nullable: true, description: 'What was overpaid on it, the earliest first. Withheld while a placement of the child is shielded.' })
  async overpayments(@Root() award: BenefitAward, @Ctx() context: SubgraphContext): Promise<Overpayment[]> {
    const opened = requireUnshielded(openedAward(award));
    return (await overpaymentsOfAward(context, opened.path).load(opened.row.id)).map((row) => overpaymentOf(row, opened));
  }

  @Directive(BENEFITS)
  @Mutation(() => OverpaymentOutcome, { nullable: true, description: 'Records an overpayment of what was paid on an award. Refusals: UNKNOWN_AWARD, MORE_THAN_PAID.' })
  recordOverpayment(@Arg('input', () => RecordOverpaymentInput, { description: 'The overpayment.' }) input: RecordOverpaymentInput, @Ctx() context: SubgraphContext): Promise<OverpaymentOutcome> {
    return book(context, 'recordOverpayment', input, (em) => recordOverpayment(em, input, context));
  }

  @Directive(BENEFITS)
  @Mutation(() => OverpaymentOutcome, {
    nullable: true,
    description:
      'Records how an overpayment comes back, once. Kept back is what the law allows: assistance (126(4)); of a disability benefit a quarter (174); of the Fund\'s childcare payment (76(3)) and of survivors\' (233) what the recipient applies for; of anything else nothing. Refusals: UNKNOWN_OVERPAYMENT, VERSION_CONFLICT, ALREADY_RECORDED, MORE_THAN_OWED, WITHHOLDING_NOT_ALLOWED, OUT_OF_ORDER, NOT_ON_RECORD.',
  })
  planRecovery(@Arg('input', () => PlanRecoveryInput, { description: 'The plan.' }) input: PlanRecoveryInput, @Ctx() context: SubgraphContext): Promise<OverpaymentOutcome> {
    return book(context, 'planRecovery', input, (em) => planRecovery(em, input, context));
  }

  @Directive(BENEFITS)
  @Mutation(() => OverpaymentOutcome, { nullable: true, description: 'Books what the recipient has returned. Refusals: UNKNOWN_OVERPAYMENT, MORE_THAN_OWED, NOT_ON_RECORD (no such instalment), ALREADY_RECORDED (it was booked).' })
  recordReturn(@Arg('input', () => RecordReturnInput, { description: 'The sum.' }) input: RecordReturnInput, @Ctx() context: SubgraphContext): Promise<OverpaymentOutcome> {
    return book(context, 'recordReturn', input, (em) => recordReturn(em, input, context));
  }
}
