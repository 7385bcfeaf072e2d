import type { EntityManager } from '@mikro-orm/postgresql';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { noteOf, type JournalNote } from '../../../shared/mutation/journal-note.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused, requireVersion } from '../../../shared/mutation/refusal.js';
import { isRuled } from '../../rules/rules.js';
import { holdPeople } from '../access/nation.js';
import { insertAward, lockAwards } from '../award/award-state.repository.js';
import { firstDayBeside } from '../award/combination.js';
import { changeAmounts } from '../job/job.js';
import { type Assignment, assignmentOf } from './assignment.js';
import { answerWithCase, type BenefitCaseOutcome } from './case-outcome.type.js';
import { changeCase, lockCase, readChildren } from './case-state.repository.js';
import { nextState, requireReason, stateOn } from './case-transitions.js';
import type { BenefitClaimInput, DecideBenefitCaseInput } from './case.input.type.js';
import type { CaseChildRow, CaseRow } from './case.repository.js';
import { correctAward } from './correct-award.js';
import { knownOf } from './known.js';
import { requireAfterApplication } from './move-case.js';
import { requireNotAwarded, sameRight } from './same-right.js';

/** A decision under way. */
interface Decision {
  readonly em: EntityManager;
  readonly input: DecideBenefitCaseInput;
  readonly found: CaseRow;
  readonly children: readonly CaseChildRow[];
  readonly note: JournalNote;
  readonly today: string;
  readonly body: string | null;
}

/** What is assigned: the programme of the case, or the other one of the same right. */
function programmeOf({ input, found }: Decision): CaseRow['programme'] {
  const programme = input.programme ?? found.programme;
  if (!sameRight(found.programme).includes(programme)) throw badInput('input.programme', `must be one of ${sameRight(found.programme).join(', ')}.`);
  return programme;
}

function saidOf({ claim }: DecideBenefitCaseInput, occurredOn: string): Parameters<typeof assignmentOf>[0]['said'] {
  const { disabilityFrom, disabilityTo, ...rest }: BenefitClaimInput = claim ?? {};
  return { ...rest, disability: { from: disabilityFrom ?? occurredOn, to: disabilityTo ?? null } };
}

async function computed(decision: Decision, programme: CaseRow['programme'], notBefore: string | null = null): Promise<Assignment> {
  const { em, input, found, children, today } = decision;
  if (!isRuled(programme) || found.appliedOn === null) throw badInput('input.programme', `${programme} is decided by guardianship bodies.`);
  const { appliedOn, occurredOn, recipientIin } = found;
  const iins = children.map(({ iin }) => iin);
  await holdPeople(em, [...iins, recipientIin]);
  const known = await knownOf(em, iins, recipientIin, today);
  return assignmentOf({ programme, appliedOn, occurredOn, children, facts: input.facts ?? {}, said: saidOf(input, occurredOn), recipientIin, known, notBefore, today });
}

/** What is assigned beside what else the children have: from behind a benefit that was given up for it. */
async function assignable(decision: Decision, programme: CaseRow['programme']): Promise<Assignment> {
  const { em, found } = decision;
  const assignment = await computed(decision, programme);
  const { occurredOn, appliedOn, receivedOn } = found;
  const notBefore = await firstDayBeside(em, { programme, occurredOn, ...assignment }, appliedOn ?? receivedOn, 'input.case');
  return notBefore === null ? assignment : computed(decision, programme, notBefore);
}

/** Writes the award, with the people held: the same right may have been given by another decision since the application. */
async function assign(decision: Decision): Promise<{ readonly awardId: string; readonly programme: CaseRow['programme'] }> {
  const { em, found, note, body } = decision;
  const programme = programmeOf(decision);
  const { since, until, children, members, amounts, basis } = await assignable(decision, programme);
  const { recipientIin, regionKato, occurredOn, receivedOn } = found;
  if (body === null) throw badInput('input.body', 'must name the body that decides: your token names none.');
  await requireNotAwarded(em, { programme, recipientIin, children }, { since, until }, 'input.case');
  const awardId = await insertAward(em, {
    programme, component: 'BENEFIT', recipientIin, recipientBin: null, regionKato, decidingBody: body,
    occurredOn, receivedOn: found.appliedOn ?? receivedOn, decidedOn: note.occurredOn, since, until, children, members, amounts,
  }, note, basis);
  return { awardId, programme };
}

/** An appeal against an award: its amount is computed anew, from its first day. */
async function correct(decision: Decision, awardId: string): Promise<{ readonly awardId: string }> {
  const { em, input, found, note } = decision;
  await changeAmounts(em);
  const [award] = await lockAwards(em, 'a.id = ?', [awardId]);
  if (award === undefined) throw new Error(`Case ${found.id} has an award that is not there.`);
  await correctAward(em, award, await computed(decision, award.programme), input.claim != null, note);
  return { awardId };
}

async function decided(decision: Decision): Promise<object> {
  const { input, found, note, body } = decision;
  const day = { decidedOn: note.occurredOn, decidingBody: body };
  switch (input.decision) {
    case 'REFUSE': {
      if (input.reason == null) throw badInput('input.reason', 'must be given for REFUSE.');
      requireReason(found, input.reason);
      return { ...day, reason: input.reason };
    }
    case 'ASSIGN':
      return { ...day, ...(await assign(decision)) };
    case 'OVERTURN':
      return found.awardId === null ? assign(decision) : correct(decision, found.awardId);
    case 'UPHOLD':
      return {};
    default:
      return input.decision satisfies never;
  }
}

/** Decides a case or its appeal: the case, its journal and the award with everything that hangs on it are one transaction. */
export function decideCase(context: SubgraphContext, rule: MutationRule, input: DecideBenefitCaseInput): Promise<BenefitCaseOutcome> {
  return answerWithCase(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    const found = await lockCase(em, input.case);
    requireVersion(input.expectedVersion, found.version);
    const to = nextState(stateOn(found, context.today), input.decision, 'input.decision');
    if (input.reason != null && input.decision !== 'REFUSE') throw new Refused('NOT_IN_THIS_STATE', 'input.reason', 'A ground is given for REFUSE alone.');
    requireAfterApplication(found, note);
    const children = await readChildren(em, found.id);
    const change = await decided({ em, input, found, children, note, today: context.today, body: input.body ?? viewer.organisation });
    await changeCase(em, found, { action: input.decision, to, ...change }, note);
    return { reference: { case: found.id }, subjects: [...children.map(({ iin }) => iin), found.recipientIin] };
  });
}
