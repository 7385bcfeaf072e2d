import { Directive, Field, ObjectType } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { withheld } from '../../../shared/errors.js';
import { ListSize } from '../../../shared/list-size.js';
import type { MutationInput } from '../../../shared/mutation/input.type.js';
import { mutate, type MutationRule, type Work } from '../../../shared/mutation/mutate.js';
import { outcomeType, Refusal } from '../../../shared/mutation/refusal.type.js';
import { showConfidential } from '../access/nation.js';
import { BENEFITS } from '../access/scope.js';
import { awardById } from '../award/award.repository.js';
import { awardOf, BenefitAward } from '../award/award.type.js';

@Directive('@authenticated')
@ObjectType({ description: 'What a change of circumstance led to.' })
export class ReportedCircumstance {
  @Directive(BENEFITS)
  @ListSize(6)
  @Field(() => [BenefitAward], { nullable: true, description: 'The awards that it did something to, or that go on by express words of the law; the last entries of their journals say what.' })
  awards!: BenefitAward[];
}

export const ReportedCircumstanceOutcome = outcomeType('ReportedCircumstanceOutcome', ReportedCircumstance);
export type ReportedCircumstanceOutcome = typeof ReportedCircumstanceOutcome;

export const BenefitAwardOutcome = outcomeType('BenefitAwardOutcome', BenefitAward);
export type BenefitAwardOutcome = typeof BenefitAwardOutcome;

async function awardOnRegister(context: SubgraphContext, id: string): Promise<BenefitAward> {
  const row = await awardById(context, 'register').load(id);
  // Asked again with a token for other regions.
  if (row === null) throw withheld('OUT_OF_VIEW');
  return awardOf({ row, path: 'register', restricted: false, child: null });
}

/** Carries out a mutation of awards, with everything in sight that the ministry sees; null for a refusal that was answered. */
const change = (context: SubgraphContext, rule: MutationRule, input: MutationInput, work: Work<{ readonly awards: string }>): Promise<{ readonly awards: string } | Refusal> =>
  mutate(context, rule, input, async (em, viewer) => {
    await showConfidential(em);
    return work(em, viewer);
  });

/** Carries out a mutation of one award, and answers with it as it is now. */
export async function answerWithAward(context: SubgraphContext, rule: MutationRule, input: MutationInput, work: Work<{ readonly awards: string }>): Promise<BenefitAwardOutcome> {
  const done = await change(context, rule, input, work);
  return done instanceof Refusal ? done : awardOnRegister(context, done.awards);
}

/** The same of as many as it concerns. */
export async function answerWithAwards(context: SubgraphContext, rule: MutationRule, input: MutationInput, work: Work<{ readonly awards: string }>): Promise<ReportedCircumstanceOutcome> {
  const done = await change(context, rule, input, work);
  if (done instanceof Refusal) return done;
  return Object.assign(new ReportedCircumstance(), { awards: await Promise.all(done.awards.split(',').map((id) => awardOnRegister(context, id))) });
}
