import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { noteOf, type JournalNote } from '../../../shared/mutation/journal-note.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import type { EntityManager } from '@mikro-orm/postgresql';
import { LAW_236, type CarerForm, type ConditionCode } from '../../rules/candidate/condition.js';
import { eligibilityFor } from '../../rules/candidate/eligibility.js';
import type { Evidence } from '../../rules/candidate/evidence.js';
import { readDecisions, readFacts, suitableForms } from './candidate-facts.js';
import { answerWithCandidate, type CarerCandidateOutcome } from './candidate-outcome.type.js';
import { changeCandidate, insertDecision, insertEvidence, lockOpenCandidate } from './candidate-state.repository.js';
import type { CandidateEvidenceInput, RecordCandidateEvidenceInput } from './candidate.input.type.js';
import type { CandidateRow } from './candidate.repository.js';

const MOST = 40;
const MOST_PEOPLE = 50;

function evidenceOf({ kind, holds, amount, people, validFrom, validTo }: CandidateEvidenceInput, at: number, { receivedOn, source }: JournalNote): Evidence {
  const field = `input.evidence[${at}]`;
  if (validFrom > receivedOn) throw badInput(`${field}.validFrom`, 'must not lie after the day on which the paper was received.');
  if (validTo != null && validTo <= validFrom) throw badInput(`${field}.validTo`, 'must lie after validFrom.');
  if (amount != null && (amount.isNegative() || amount.gte('1e12') || amount.decimalPlaces() > 2)) throw badInput(`${field}.amount`, 'must be from 0 to 999999999999.99.');
  if (people != null && (people < 1 || people > MOST_PEOPLE)) throw badInput(`${field}.people`, `must be from 1 to ${MOST_PEOPLE}.`);
  if (kind === 'HOUSING' && (amount == null || people == null)) throw badInput(field, 'must say square metres (amount) and people, for HOUSING.');
  return { kind, holds, amount: amount?.toFixed() ?? null, people: people ?? null, validFrom, validTo: validTo ?? null, source };
}

/** What removes a carer at once, since Law 236-VIII. */
const REMOVES: ReadonlySet<ConditionCode> = new Set<ConditionCode>(['NO_CONVICTION', 'NO_LISTED_OFFENCE', 'NOT_PROSECUTED', 'NOT_ON_DISPENSARY_REGISTER']);

/** The grounds on which somebody is suitable no longer, by form. */
async function barsOf(em: EntityManager, found: CandidateRow, forms: readonly CarerForm[], { receivedOn }: JournalNote): Promise<{ form: CarerForm; grounds: ConditionCode[] }[]> {
  const facts = await readFacts(em, found, receivedOn);
  return forms
    .map((form) => ({ form, grounds: eligibilityFor(form, facts).conditions.filter(({ met, condition }) => met === false && REMOVES.has(condition.code)).map(({ condition }) => condition.code) }))
    .filter(({ grounds }) => grounds.length > 0);
}

/** A conviction, a prosecution or a dispensary's register end suitability the moment they are known; whoever has children must be looked at. */
async function barAtOnce(em: EntityManager, found: CandidateRow, note: JournalNote): Promise<void> {
  if (found.status !== 'SUITABLE' || note.receivedOn < LAW_236) return;
  const forms = suitableForms(await readDecisions(em, found.id), note.receivedOn);
  const bars = await barsOf(em, found, forms, note);
  if (bars.length === 0) return;
  const barred = { ...note, occurredOn: note.receivedOn, by: null };
  const changed = await changeCandidate(em, found, { action: 'BAR', to: bars.length < forms.length ? 'SUITABLE' : 'UNSUITABLE' }, barred);
  for (const { form, grounds } of bars) await insertDecision(em, changed, { form, suitable: false, grounds, body: null }, barred);
}

/** Records what papers say of a candidate. */
export function recordEvidence(context: SubgraphContext, rule: MutationRule, input: RecordCandidateEvidenceInput): Promise<CarerCandidateOutcome> {
  return answerWithCandidate(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    if (input.evidence.length === 0 || input.evidence.length > MOST) throw badInput('input.evidence', `must be 1 to ${MOST}.`);
    const papers = input.evidence.map((one, at) => evidenceOf(one, at, note));
    const found = await lockOpenCandidate(em, input);
    for (const paper of papers) await insertEvidence(em, found.id, paper);
    const changed = await changeCandidate(em, found, { action: 'EVIDENCE', to: found.status }, note);
    await barAtOnce(em, changed, note);
    return { reference: { id: found.id }, subjects: [found.iin] };
  });
}
