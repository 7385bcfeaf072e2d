import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { noteOf } from '../../../shared/mutation/journal-note.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { RULES, isRuled } from '../../rules/rules.js';
import { holdPeople } from '../access/nation.js';
import { requireRegion } from '../access/region.js';
import { scopeOf } from '../programme/scope-of.js';
import { LAW_BOOK } from '../rate/law.js';
import { answerWithCase, type BenefitCaseOutcome } from './case-outcome.type.js';
import { insertCase } from './case-state.repository.js';
import { termsFrom } from './case-terms.js';
import type { SubmitBenefitCaseInput } from './case.input.type.js';
import { requireNotAsked, requireNotAwarded } from './same-right.js';

const MOST_CHILDREN = 50;

/** What is due for each child is asked for by itself (79(2), 81(5), 84(1), 183(3)); so is what is due to the recipient alone. */
function checkScope({ programme, children }: SubmitBenefitCaseInput): void {
  const scope = scopeOf(programme);
  if (scope === 'PERSON' && children.length > 0) throw badInput('input.children', `must be empty: ${programme} is due to whoever applies.`);
  if (scope === 'CHILD' && children.length !== 1) throw badInput('input.children', `must name one child: ${programme} is due for each child, by a case of its own.`);
  if (scope === 'FAMILY' && children.length === 0) throw badInput('input.children', `must name the children of the family: ${programme} is for all of them together.`);
}

function checkChildren(children: SubmitBenefitCaseInput['children'], appliedOn: string): void {
  if (children.length > MOST_CHILDREN) throw badInput('input.children', `must be at most ${MOST_CHILDREN}.`);
  if (new Set(children.map(({ iin }) => iin)).size < children.length) throw badInput('input.children', 'must name each child once.');
  const unborn = children.findIndex(({ birthDate }) => birthDate > appliedOn);
  if (unborn >= 0) throw new Refused('BEFORE_BIRTH', `input.children[${unborn}].birthDate`, 'The child must be born by the day of the application.');
}

/** Refuses an application that comes too late by the rules' own limit (79(3), 81(8), 84(5), 77(4)). */
function requireInTime(input: SubmitBenefitCaseInput, appliedOn: string): void {
  const { programme, children, occurredOn } = input;
  if (!isRuled(programme)) throw badInput('input.programme', `${programme} is decided by guardianship bodies: it arrives by feed.`);
  const { applyBy } = RULES[programme].entitlement({ appliedOn, birthDate: children[0]?.birthDate ?? null, rightArisesOn: occurredOn }, appliedOn, LAW_BOOK);
  if (applyBy !== null && appliedOn > applyBy) throw new Refused('TOO_LATE_TO_APPLY', 'input.receivedOn', `One could apply until ${applyBy} (Social Code, ${RULES[programme].articles}).`);
}

/** Takes an application: nobody has the benefit or asks for it, and it comes in time. */
export function submitCase(context: SubgraphContext, rule: MutationRule, input: SubmitBenefitCaseInput): Promise<BenefitCaseOutcome> {
  return answerWithCase(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    const { programme, recipientIin, regionKato } = input;
    const { occurredOn, receivedOn: appliedOn } = note;
    checkScope(input);
    checkChildren(input.children, appliedOn);
    requireRegion(viewer, regionKato);
    requireInTime(input, appliedOn);
    const children = input.children.map(({ iin }) => iin);
    await holdPeople(em, [...children, recipientIin]);
    const asked = { programme, recipientIin, children };
    await requireNotAwarded(em, asked, { since: appliedOn, until: appliedOn }, 'input.programme');
    await requireNotAsked(em, asked, null, 'input.programme');
    const terms = termsFrom(programme, appliedOn);
    const id = await insertCase(em, { programme, proactive: false, recipientIin, regionKato, state: 'SUBMITTED', occurredOn, receivedOn: appliedOn, appliedOn, expiresOn: null, ...terms, children: input.children }, note);
    return { reference: { case: id }, subjects: [...children, recipientIin] };
  });
}
