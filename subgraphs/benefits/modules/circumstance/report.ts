import type { EntityManager } from '@mikro-orm/postgresql';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { noteOf } from '../../../shared/mutation/journal-note.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { isPublicId } from '../../../shared/public-id.js';
import { changeAmounts } from '../job/job.js';
import { applyHappening, isRecorded, type Report } from './apply-effect.js';
import { answerWithAwards, type ReportedCircumstanceOutcome } from './circumstance-outcome.type.js';
import type { ReportCircumstanceInput } from './circumstance.input.type.js';
import { concernedBy } from './concerned.js';
import { type Concerned, groundIn, needsChild } from './effect.js';

const none = (): Refused => new Refused('UNKNOWN_AWARD', 'input', 'No award of this child or recipient that the Code decides on is on record, or none that is open to you.');

function requireWhom({ award, childIin, recipientIin }: ReportCircumstanceInput): void {
  if (award == null && childIin == null && recipientIin == null) throw badInput('input', 'must name the award, the child or the recipient.');
  if (award != null && !isPublicId(award)) throw none();
}

/** The awards that it does something to. Refuses where the law has no ground in any, or it had its effect in all before. */
async function applied(em: EntityManager, concerned: readonly Concerned[], report: Report): Promise<Concerned[]> {
  const { event } = report.happening;
  const grounded = concerned.filter((one) => groundIn(one, event) !== null);
  if (grounded.length === 0) throw new Refused('NO_GROUND', 'input.circumstance', `${event} is no ground in any of these programmes.`);
  const done: Concerned[] = [];
  let known = false;
  for (const one of grounded) {
    if (await isRecorded(em, one, report.happening)) known = true;
    else if (await applyHappening(em, one, report)) done.push(one);
  }
  if (done.length > 0) return done;
  throw known
    ? new Refused('ALREADY_RECORDED', 'input.circumstance', 'It stands in the journals of these awards already.')
    : new Refused('NO_GROUND', 'input.occurredOn', 'Every award that it concerns is over by the day on which it would count.');
}

/** Does to every award concerned what the law says of a change of circumstance, all in one transaction. */
export function reportCircumstance(context: SubgraphContext, rule: MutationRule, input: ReportCircumstanceInput): Promise<ReportedCircumstanceOutcome> {
  return answerWithAwards(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    requireWhom(input);
    const { circumstance: event, facts = null } = input;
    await changeAmounts(em);
    const concerned = await concernedBy(em, { award: input.award ?? undefined, childIin: input.childIin ?? undefined, recipientIin: input.recipientIin ?? undefined });
    if (concerned.length === 0) throw none();
    if (concerned.some(({ award, child, members }) => child === null && members.length > 1 && needsChild(award, event))) throw badInput('input.childIin', 'must say which child of the family it is about.');
    const done = await applied(em, concerned, { happening: { event, ...note }, note, today: context.today, facts });
    return {
      reference: { awards: done.map(({ award }) => award.id).join(',') },
      subjects: done.flatMap(({ award, members }) => [...members.map(({ iin }) => iin), ...(award.recipientIin === null ? [] : [award.recipientIin])]),
    };
  });
}
