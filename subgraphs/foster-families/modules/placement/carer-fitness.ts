import type { CivilDate } from '../../../shared/clock.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { barFacts, besideOthers, factsFor, isSuitable, type Home, type Known, type Recorded } from '../candidate/candidate-facts.js';
import type { CandidateRow } from '../candidate/candidate.repository.js';
import { barStanding, notAllowed } from '../candidate/requirements.js';
import type { KnownChild } from '../child/known-child.repository.js';
import { sameForm, type CarerForm } from '../../rules/candidate/condition.js';
import { eligibilityFor, type Checked } from '../../rules/candidate/eligibility.js';

/** How a contract stands to those before it: a child comes, or goes on living with the family by a new contract or by the one it has. */
export type ContractKind = 'COMES' | 'GOES_ON' | 'EXTENDED';

/** A child's placement with somebody, as far as they must be fit for it. */
export interface Asked {
  readonly form: CarerForm;
  readonly kind: ContractKind;
  readonly day: CivilDate;
  readonly today: CivilDate;
  readonly child: KnownChild;
}

/** One of somebody's records in the databank. */
export interface CarerRecord {
  readonly row: CandidateRow;
  readonly known: Recorded;
}

/** What was found of somebody: why they may not take the child in, null where they may; and every condition that was looked at. */
export interface Fitness {
  readonly refusal: Refused | null;
  readonly conditions: readonly Checked[];
}

const FIELD = 'input.family';

const notSuitable = (message: string): Refused => new Refused('NOT_SUITABLE', FIELD, message);

const decided = ({ known }: CarerRecord, form: CarerForm): boolean => known.decisions.some((decision) => sameForm(form).includes(decision.form));

const suits = ({ known }: CarerRecord, form: CarerForm, on: CivilDate): boolean => sameForm(form).some((one) => isSuitable(known.decisions, one, on));

/**
 * The record that counts: for a child who comes the last one, which must be open; for one who lives there the last that says anything of
 * the form, closed or not, since taking a child in is itself a reason to close it (118-4(2)). Null where the body has never decided about
 * carers whose contract is older than the databank here: going on with that asks for no decision, but for no bar either.
 */
function recordThatCounts(records: readonly CarerRecord[], { form, kind }: Asked): CarerRecord | Refused | null {
  const last = kind === 'COMES' ? records.at(-1) : records.findLast((record) => decided(record, form));
  if (last !== undefined && !(kind === 'COMES' && last.row.status === 'CLOSED')) return last;
  if (kind === 'EXTENDED') return null;
  if (records.length === 0) return new Refused('EVIDENCE_MISSING', FIELD, 'Each carer must have a record in the databank (Code on Marriage and Family, 118-2(3), 137-3(1)).');
  return notSuitable('Each carer must have an open record, and have been found suitable in that form.');
}

/** By the law and the decision of the day; what was withdrawn since counts, too. */
function byRecord(record: CarerRecord, known: Known, { form, kind, day, today, child }: Asked, home: Home): Fitness {
  const eligibility = eligibilityFor(form, factsFor(record.row, known, home, { on: day, child, comes: kind !== 'EXTENDED' }));
  const refusal = !suits(record, form, day) ? notSuitable('Each carer must have been found suitable in that form, by a decision of that day or before.')
    : (notAllowed(eligibility, FIELD) ?? (suits(record, form, today) ? null : notSuitable('Each carer must be suitable in that form today, too: it was withdrawn after that day.')));
  return { refusal, conditions: eligibility.conditions };
}

/** Whether a carer may take the child in by the law and the decision of the day, and no bar has come up since. `homeOf` says who lives with a family on the day. */
export function fitnessOf(records: readonly CarerRecord[], asked: Asked, homeOf: (family: string | null) => Home): Fitness {
  const counts = recordThatCounts(records, asked);
  if (counts instanceof Refused) return { refusal: counts, conditions: [] };
  const knownOf = (record: CarerRecord): Known => besideOthers(records.map(({ known }) => known), records.indexOf(record));
  const found = counts === null ? { refusal: null, conditions: [] } : byRecord(counts, knownOf(counts), asked, homeOf(counts.row.familyId));
  // Whichever record a bar is in, the last one hears it; of this very day it has done so.
  const last = records.at(-1);
  const barred = last === undefined || (last === counts && asked.day === asked.today) ? null : eligibilityFor(asked.form, barFacts(last.row, knownOf(last), asked.today));
  return {
    refusal: found.refusal ?? (barred === null ? null : barStanding(barred, FIELD)),
    conditions: [...found.conditions, ...(barred?.conditions ?? []).filter(({ met, condition }) => met === false && condition.bars === true)],
  };
}
