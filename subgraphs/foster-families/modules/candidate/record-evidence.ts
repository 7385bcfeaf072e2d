import { latest } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { noteOf, type JournalNote } from '../../../shared/mutation/journal-note.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import type { EntityManager } from '@mikro-orm/postgresql';
import { CARER_FORMS, LAW_236, sameForm, type CarerForm, type ConditionCode } from '../../rules/candidate/condition.js';
import { eligibilityFor } from '../../rules/candidate/eligibility.js';
import { ABOUT_A_CHILD } from '../../rules/candidate/evidence.js';
import { childrenOf } from '../family/capacity.js';
import { codesOf } from '../need/matching-codes.type.js';
import { barFacts, readKnown, suitableForms, type Known } from './candidate-facts.js';
import { answerWithCandidate, type CarerCandidateOutcome } from './candidate-outcome.type.js';
import { changeCandidate, insertDecision, insertEvidence, lockLastingCandidate, type NewEvidence } from './candidate-state.repository.js';
import type { CandidateEvidenceInput, RecordCandidateEvidenceInput } from './candidate.input.type.js';
import type { CandidateRow } from './candidate.repository.js';

const MOST = 40;
const MOST_PEOPLE = 50;

function evidenceOf({ kind, holds, amount, people, child, validFrom, validTo }: CandidateEvidenceInput, at: number, { receivedOn, source }: JournalNote): NewEvidence {
  const field = `input.evidence[${at}]`;
  if (validFrom > receivedOn) throw badInput(`${field}.validFrom`, 'must not lie after the day on which the paper was received.');
  if (validTo != null && validTo <= validFrom) throw badInput(`${field}.validTo`, 'must lie after validFrom.');
  if (amount != null && (amount.isNegative() || amount.gte('1e12') || amount.decimalPlaces() > 2)) throw badInput(`${field}.amount`, 'must be from 0 to 999999999999.99.');
  if (people != null && (people < 1 || people > MOST_PEOPLE)) throw badInput(`${field}.people`, `must be from 1 to ${MOST_PEOPLE}.`);
  if (kind === 'HOUSING' && (amount == null || people == null)) throw badInput(field, 'must say square metres (amount) and people, for HOUSING.');
  if (ABOUT_A_CHILD.has(kind) !== (child != null)) throw badInput(`${field}.child`, `must be named for ${[...ABOUT_A_CHILD].join(', ')}, and for no other paper.`);
  return { kind, holds, amount: amount?.toFixed() ?? null, people: people ?? null, child: child ?? null, validFrom, validTo: validTo ?? null, source };
}

/** What removes a carer at once, since Law 236-VIII. */
const REMOVES: ReadonlySet<ConditionCode> = new Set<ConditionCode>(['NO_CONVICTION', 'NO_LISTED_OFFENCE', 'NOT_PROSECUTED', 'NOT_ON_DISPENSARY_REGISTER']);

/** Forms in which children are with the family, or are to be, and about which the body has never decided: contracts older than the databank. */
async function undecidedForms(em: EntityManager, { familyId }: CandidateRow, { decisions }: Known, today: CivilDate): Promise<CarerForm[]> {
  if (familyId === null) return [];
  const placed = new Set((await childrenOf(em, [familyId], { day: today, today })).filter(({ validTo }) => validTo == null || validTo > today).map(({ form }) => form));
  return CARER_FORMS.filter((form) => placed.has(form) && !decisions.some((decision) => sameForm(form).includes(decision.form)));
}

/** The grounds on which no child may live with somebody any more, by form. */
function barsOf(found: CandidateRow, known: Known, forms: readonly CarerForm[], today: CivilDate): { form: CarerForm; grounds: ConditionCode[] }[] {
  const facts = barFacts(found, known, today);
  return forms
    .map((form) => ({ form, grounds: eligibilityFor(form, facts).conditions.filter(({ met, condition }) => met === false && REMOVES.has(condition.code)).map(({ condition }) => condition.code) }))
    .filter(({ grounds }) => grounds.length > 0);
}

/**
 * A conviction, a prosecution or a dispensary's register end suitability the moment they are known: in every form in which somebody is
 * suitable today, or has children, whenever the paper was received. Decisions stand in the order in which they were made, so this one
 * is of the day of receipt, or of the last decision where that came after.
 */
async function barAtOnce(em: EntityManager, found: CandidateRow, note: JournalNote, today: CivilDate): Promise<void> {
  if (today < LAW_236) return;
  const known = await readKnown(em, found);
  const suitable = suitableForms(known.decisions, today);
  const bars = barsOf(found, known, [...suitable, ...(await undecidedForms(em, found, known, today))], today);
  if (bars.length === 0) return;
  const barred = { ...note, occurredOn: latest(note.receivedOn, known.decisions.at(-1)?.decidedOn ?? note.receivedOn), by: null };
  const still = suitable.some((form) => !bars.some((bar) => bar.form === form));
  const changed = await changeCandidate(em, found, { action: 'BAR', to: found.status === 'CLOSED' ? 'CLOSED' : still ? 'SUITABLE' : 'UNSUITABLE' }, barred);
  for (const { form, grounds } of bars) await insertDecision(em, changed, { form, suitable: false, grounds, body: null }, barred);
}

/** Records what papers say of a candidate. */
export function recordEvidence(context: SubgraphContext, rule: MutationRule, input: RecordCandidateEvidenceInput): Promise<CarerCandidateOutcome> {
  return answerWithCandidate(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    const { languages, preparedFor } = input;
    const least = languages == null && preparedFor == null ? 1 : 0;
    if (input.evidence.length < least || input.evidence.length > MOST) throw badInput('input.evidence', `must be ${least} to ${MOST}.`);
    const papers = input.evidence.map((one, at) => evidenceOf(one, at, note));
    const found = await lockLastingCandidate(em, viewer, input);
    for (const paper of papers) await insertEvidence(em, found.id, paper);
    const changed = await changeCandidate(em, found, { action: 'EVIDENCE', to: found.status, languages: languages == null ? undefined : codesOf(languages, 'input.languages'), preparedFor: preparedFor == null ? undefined : codesOf(preparedFor, 'input.preparedFor') }, note);
    await barAtOnce(em, changed, note, context.today);
    return { reference: { id: found.id }, subjects: [found.iin, ...papers.flatMap(({ child }) => child ?? [])] };
  });
}
