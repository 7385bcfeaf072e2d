import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { noteOf, type JournalNote } from '../../../shared/mutation/journal-note.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import type { CarerForm, ConditionCode } from '../../rules/candidate/condition.js';
import { eligibilityFor, type Eligibility } from '../../rules/candidate/eligibility.js';
import { barFacts, readFacts, readKnown, suitableForms, type Known } from './candidate-facts.js';
import { joinFamily, settleFamily } from './candidate-family.js';
import { answerWithCandidate, type CarerCandidateOutcome } from './candidate-outcome.type.js';
import { changeCandidate, insertDecision, lockLastingCandidate, lockOpenCandidate } from './candidate-state.repository.js';
import type { CheckCandidateInput, DecideSuitabilityInput } from './candidate.input.type.js';
import type { CandidateRow } from './candidate.repository.js';
import { carerForms } from './carer-form.js';
import { requireAllowed, requireNoBar } from './requirements.js';

/** Nothing is decided on a day before what was decided already. */
function requireInOrder({ registeredOn }: CandidateRow, { decisions }: Known, day: CivilDate): void {
  const last = decisions.at(-1)?.decidedOn ?? registeredOn;
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

/** Writes a decision down. Whose record was closed stays CLOSED, and is suitable or not by the last decision about each form. */
async function decide(em: EntityManager, found: CandidateRow, known: Known, verdicts: readonly Verdict[], suitable: boolean, action: 'DECIDE' | 'CHECK', note: JournalNote): Promise<void> {
  const before = suitableForms(known.decisions, note.occurredOn);
  const named = new Set(verdicts.map(({ form }) => form));
  const still = suitable || before.some((form) => !named.has(form));
  const to = found.status === 'CLOSED' ? 'CLOSED' : still ? 'SUITABLE' : 'UNSUITABLE';
  const familyId = suitable && found.familyId === null ? await joinFamily(em, found, note) : null;
  if (suitable && found.familyId !== null) await settleFamily(em, found.familyId, found);
  const changed = await changeCandidate(em, found, { action, to, familyId, checkedOn: suitable ? note.occurredOn : null }, note);
  for (const { form, grounds } of verdicts) await insertDecision(em, changed, { form, suitable, grounds, body: note.by?.organisation ?? found.bodyBin }, note);
}

/** What a decision looks at: the law of its day with the children who are there, and whether a bar has come up since. */
async function looksAt(em: EntityManager, found: CandidateRow, { occurredOn }: JournalNote, today: CivilDate): Promise<{ readonly known: Known; readonly eligibility: (form: CarerForm) => Eligibility; readonly requireFit: (form: CarerForm, field: string) => void }> {
  const known = await readKnown(em, found);
  // The decision is itself the check that the law asks for every year.
  const facts = { ...(await readFacts(em, found, known, { on: occurredOn, child: null, comes: false }, today)), checked: new Map() };
  const now = barFacts(found, known, today);
  const eligibility = (form: CarerForm): Eligibility => eligibilityFor(form, facts);
  return {
    known, eligibility,
    requireFit: (form, field) => {
      requireAllowed(eligibility(form), field);
      requireNoBar(eligibilityFor(form, now), field);
    },
  };
}

/** Decides in which forms a candidate is suitable, or not. */
export function decideSuitability(context: SubgraphContext, rule: MutationRule, input: DecideSuitabilityInput): Promise<CarerCandidateOutcome> {
  return answerWithCandidate(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    const forms = carerForms(input.forms);
    const suitable = input.decision === 'SUITABLE';
    if (suitable) requireNoGrounds(input.grounds);
    const found = await lockOpenCandidate(em, viewer, input);
    const { known, eligibility, requireFit } = await looksAt(em, found, note, context.today);
    requireInOrder(found, known, note.occurredOn);
    if (suitable) forms.forEach((form, at) => requireFit(form, `input.forms[${at}]`));
    const verdicts = suitable ? forms.map((form) => ({ form, grounds: [] })) : refusalsOf(forms, input.grounds, eligibility);
    await decide(em, found, known, verdicts, suitable, 'DECIDE', note);
    return { reference: { id: found.id }, subjects: [found.iin] };
  });
}

/** The yearly check: of every form in which somebody is suitable, also once the record is closed and the child lives on with them. */
export function checkCandidate(context: SubgraphContext, rule: MutationRule, input: CheckCandidateInput): Promise<CarerCandidateOutcome> {
  return answerWithCandidate(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    if (input.passed) requireNoGrounds(input.grounds);
    const found = await lockLastingCandidate(em, viewer, input);
    const { known, eligibility, requireFit } = await looksAt(em, found, note, context.today);
    requireInOrder(found, known, note.occurredOn);
    const forms = suitableForms(known.decisions, note.occurredOn);
    if (forms.length === 0) throw new Refused('NOT_IN_THIS_STATE', 'input.candidate', `The candidate is ${found.status}, and suitable in no form: only somebody who is suitable is checked.`);
    if (input.passed) forms.forEach((form) => requireFit(form, 'input.passed'));
    const failing = input.passed ? forms : forms.filter((form) => groundsIn(eligibility(form), input.grounds).length > 0);
    const verdicts = input.passed ? forms.map((form) => ({ form, grounds: [] })) : refusalsOf(failing.length === 0 ? forms : failing, input.grounds, eligibility);
    await decide(em, found, known, verdicts, input.passed, 'CHECK', note);
    return { reference: { id: found.id }, subjects: [found.iin] };
  });
}
