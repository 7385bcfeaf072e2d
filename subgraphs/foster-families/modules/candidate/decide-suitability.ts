import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { noteOf, type JournalNote } from '../../../shared/mutation/journal-note.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import type { CarerForm, ConditionCode } from '../../rules/candidate/condition.js';
import { eligibilityFor, type Eligibility } from '../../rules/candidate/eligibility.js';
import { readDecisions, readFacts, suitableForms } from './candidate-facts.js';
import { joinFamily } from './candidate-family.js';
import { answerWithCandidate, type CarerCandidateOutcome } from './candidate-outcome.type.js';
import { changeCandidate, insertDecision, lockOpenCandidate } from './candidate-state.repository.js';
import type { CheckCandidateInput, DecideSuitabilityInput } from './candidate.input.type.js';
import type { CandidateRow } from './candidate.repository.js';
import { carerForms } from './carer-form.js';

/** Refuses what the law forbids, naming the condition and its article, and what no paper tells. */
export function requireAllowed({ allowed, conditions, missing }: Eligibility, field: string): void {
  if (allowed === true) return;
  const failed = conditions.find(({ met }) => met === false);
  if (failed !== undefined) throw new Refused('NOT_SUITABLE', field, `The condition ${failed.condition.code} is not met (Code on Marriage and Family, ${failed.article}).`);
  throw new Refused('EVIDENCE_MISSING', field, `Papers are missing: ${missing.join(', ')}.`);
}

/** Nothing is decided on a day before what was decided already. */
async function requireInOrder(em: EntityManager, { id, registeredOn }: CandidateRow, day: CivilDate): Promise<void> {
  const last = (await readDecisions(em, id)).at(-1)?.decidedOn ?? registeredOn;
  if (day < last) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', 'The day must not lie before the application, nor before an earlier decision.');
}

const requireNoGrounds = (grounds: readonly ConditionCode[]): void => {
  if (grounds.length > 0) throw badInput('input.grounds', 'must be left out of a decision in favour.');
};

/** The grounds of a refusal in one form: conditions of the law that the papers do not show to be met. */
function groundsIn({ conditions }: Eligibility, grounds: readonly ConditionCode[]): ConditionCode[] {
  return [...new Set(grounds)].filter((code) => conditions.some(({ condition, met }) => condition.code === code && met !== true));
}

interface Verdict {
  readonly form: CarerForm;
  readonly grounds: readonly ConditionCode[];
}

function refusalsOf(forms: readonly CarerForm[], grounds: readonly ConditionCode[], eligibility: (form: CarerForm) => Eligibility): Verdict[] {
  if (grounds.length === 0) throw badInput('input.grounds', 'must name a condition that is not met.');
  return forms.map((form) => {
    const found = groundsIn(eligibility(form), grounds);
    if (found.length === 0) throw new Refused('NO_GROUND', 'input.grounds', `By the papers on record ${grounds.join(', ')} is met, or not asked for, in the form ${form}.`);
    return { form, grounds: found };
  });
}

async function decide(em: EntityManager, found: CandidateRow, verdicts: readonly Verdict[], suitable: boolean, action: 'DECIDE' | 'CHECK', note: JournalNote): Promise<void> {
  const before = suitableForms(await readDecisions(em, found.id), note.occurredOn);
  const named = new Set(verdicts.map(({ form }) => form));
  const still = suitable || before.some((form) => !named.has(form));
  const familyId = suitable && found.familyId === null ? await joinFamily(em, found, note) : null;
  const changed = await changeCandidate(em, found, { action, to: still ? 'SUITABLE' : 'UNSUITABLE', familyId, checkedOn: suitable ? note.occurredOn : null }, note);
  for (const { form, grounds } of verdicts) await insertDecision(em, changed, { form, suitable, grounds, body: note.by?.organisation ?? found.bodyBin }, note);
}

/** Decides in which forms a candidate is suitable, or not. */
export function decideSuitability(context: SubgraphContext, rule: MutationRule, input: DecideSuitabilityInput): Promise<CarerCandidateOutcome> {
  return answerWithCandidate(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    const forms = carerForms(input.forms);
    const suitable = input.decision === 'SUITABLE';
    if (suitable) requireNoGrounds(input.grounds);
    const found = await lockOpenCandidate(em, input);
    await requireInOrder(em, found, note.occurredOn);
    // The decision is itself the check that the law asks for every year.
    const facts = { ...(await readFacts(em, found, note.occurredOn)), checkedOn: null };
    const eligibility = (form: CarerForm): Eligibility => eligibilityFor(form, facts);
    if (suitable) forms.forEach((form, at) => requireAllowed(eligibility(form), `input.forms[${at}]`));
    const verdicts = suitable ? forms.map((form) => ({ form, grounds: [] })) : refusalsOf(forms, input.grounds, eligibility);
    await decide(em, found, verdicts, suitable, 'DECIDE', note);
    return { reference: { id: found.id }, subjects: [found.iin] };
  });
}

/** The yearly check: of every form in which somebody is suitable. */
export function checkCandidate(context: SubgraphContext, rule: MutationRule, input: CheckCandidateInput): Promise<CarerCandidateOutcome> {
  return answerWithCandidate(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    if (input.passed) requireNoGrounds(input.grounds);
    const found = await lockOpenCandidate(em, input);
    await requireInOrder(em, found, note.occurredOn);
    const forms = suitableForms(await readDecisions(em, found.id), note.occurredOn);
    if (forms.length === 0) throw new Refused('NOT_IN_THIS_STATE', 'input.candidate', `The candidate is ${found.status}: only somebody who is suitable is checked.`);
    const facts = { ...(await readFacts(em, found, note.occurredOn)), checkedOn: null };
    const eligibility = (form: CarerForm): Eligibility => eligibilityFor(form, facts);
    if (input.passed) forms.forEach((form) => requireAllowed(eligibility(form), 'input.passed'));
    const failing = input.passed ? forms : forms.filter((form) => groundsIn(eligibility(form), input.grounds).length > 0);
    const verdicts = input.passed ? forms.map((form) => ({ form, grounds: [] })) : refusalsOf(failing.length === 0 ? forms : failing, input.grounds, eligibility);
    await decide(em, found, verdicts, input.passed, 'CHECK', note);
    return { reference: { id: found.id }, subjects: [found.iin] };
  });
}
