import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { textArray } from '../../../shared/database/text-array.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { nationwide } from '../access/nation.js';
import { CANDIDATE, type CandidateRow } from '../candidate/candidate.repository.js';
import { barFacts, readFacts, readKnown, suitableForms, type Known } from '../candidate/candidate-facts.js';
import { requireAllowed, requireNoBar } from '../candidate/requirements.js';
import type { KnownChild } from '../child/known-child.repository.js';
import { childrenOf, mostFrom, siblingsAmong } from '../family/capacity.js';
import type { PlacementFormRow } from '../form/placement-form.entity.js';
import type { PlacementFormCode } from '../form/placement-form.type.js';
import { CARER_FORMS, sameForm, type CarerForm } from '../../rules/candidate/condition.js';
import { eligibilityFor } from '../../rules/candidate/eligibility.js';

/** How a contract stands to those before it: a child comes, or goes on living with the family by a new contract or by the one it has. */
export type ContractKind = 'COMES' | 'GOES_ON' | 'EXTENDED';

/** A child's placement with carers, as far as they must be fit for it. */
export interface Taking {
  readonly form: PlacementFormCode;
  readonly kind: ContractKind;
  readonly day: CivilDate;
  readonly today: CivilDate;
  readonly child: KnownChild;
}

/** One of somebody's records in the databank. */
interface CarerRecord {
  readonly row: CandidateRow;
  readonly known: Known;
}

/** Those of some carers who are alive. */
async function living(em: EntityManager, carers: readonly string[], day: CivilDate): Promise<string[]> {
  const dead = await em.execute<{ iin: string }[]>('select iin from carer where iin = any (?::text[]) and died_on <= ?', [textArray(carers), day]);
  return carers.filter((iin) => !dead.some((one) => one.iin === iin));
}

/** Every record of somebody, oldest first. */
async function recordsOf(em: EntityManager, iin: string): Promise<CarerRecord[]> {
  const rows = await em.execute<CandidateRow[]>(`${CANDIDATE} where k.iin = ? order by k.id`, [iin]);
  const records: CarerRecord[] = [];
  for (const row of rows) records.push({ row, known: await readKnown(em, row.id) });
  return records;
}

const notSuitable = (message: string): Refused => new Refused('NOT_SUITABLE', 'input.family', message);

const decided = ({ known }: CarerRecord, form: CarerForm): boolean => known.decisions.some((decision) => sameForm(form).includes(decision.form));

const suits = ({ known }: CarerRecord, form: CarerForm, on: CivilDate): boolean => sameForm(form).some((one) => suitableForms(known.decisions, on).includes(one));

/**
 * The record that counts: for a child who comes the last one, which must be open; for one who lives there the last that says anything of
 * the form, closed or not, since taking a child in is itself a reason to close it (118-4(2)). Null where the body has never decided about
 * carers whose contract is older than the databank here: going on with that asks for no decision, but for no bar either.
 */
function recordThatCounts(records: readonly CarerRecord[], form: CarerForm, kind: ContractKind): CarerRecord | null {
  const last = kind === 'COMES' ? records.at(-1) : records.findLast((record) => decided(record, form));
  if (last !== undefined && !(kind === 'COMES' && last.row.status === 'CLOSED')) return last;
  if (kind === 'EXTENDED') return null;
  if (records.length === 0) throw new Refused('EVIDENCE_MISSING', 'input.family', 'Each carer must have a record in the databank (Code on Marriage and Family, 118-2(3), 137-3(1)).');
  throw notSuitable('Each carer must have an open record, and have been found suitable in that form.');
}

/** A carer may take the child in by the law and the decision of the day, and no bar has come up since. */
async function requireFitCarer(em: EntityManager, records: readonly CarerRecord[], form: CarerForm, { kind, day, today, child }: Taking): Promise<void> {
  const counts = recordThatCounts(records, form, kind);
  if (counts !== null) {
    if (!suits(counts, form, day)) throw notSuitable('Each carer must have been found suitable in that form, by a decision of that day or before.');
    requireAllowed(eligibilityFor(form, await readFacts(em, counts.row, counts.known, { on: day, child, comes: kind !== 'EXTENDED' })), 'input.family');
    if (!suits(counts, form, today)) throw notSuitable('Each carer must be suitable in that form today, too: it was withdrawn after that day.');
  }
  for (const { row, known } of records) requireNoBar(eligibilityFor(form, barFacts(row, known, today)), 'input.family');
}

/** Every carer has a record, was found suitable in the form, and is by the law of the day; and today no bar stands. */
export const requireSuitable = (em: EntityManager, carers: readonly string[], taking: Taking): Promise<void> =>
  nationwide(em, async () => {
    const form = CARER_FORMS.find((one) => one === taking.form);
    if (form === undefined || carers.length === 0) return;
    const alive = await living(em, carers, taking.today);
    if (alive.length === 0) throw notSuitable('A carer must be alive.');
    for (const iin of alive) await requireFitCarer(em, await recordsOf(em, iin), form, taking);
  });

/** Whether a child lived with the family until that very day: what is recorded then goes on with that. */
export async function contractKind(em: EntityManager, family: string | null, iin: string, day: CivilDate): Promise<ContractKind> {
  const rows = await nationwide(em, () =>
    em.execute<unknown[]>(`select 1 from placement where iin = ? and family_id = ? and form <> 'GUEST' and awaited_event is null and valid_to = ? and valid_from < valid_to limit 1`, [iin, family, day]));
  return rows.length > 0 ? 'GOES_ON' : 'COMES';
}

/**
 * The family has room for one more child in the form, on every day from that one on, siblings exempt. It is held, so that of two
 * children who would be one too many together one is refused; so it is for the room of its home (rules/candidate/home.ts).
 */
export async function requireRoom(em: EntityManager, family: string | null, iin: string, { code, maxChildren, legalBasis }: PlacementFormRow, day: CivilDate): Promise<void> {
  if (family === null) return;
  await nationwide(em, () => em.execute('select 1 from foster_family where id = ? for update', [family]));
  if (maxChildren == null) return;
  const children = [...(await childrenOf(em, [family], day)).filter((child) => child.form === code), { iin, validFrom: day, validTo: null }];
  const counted = mostFrom(children, await siblingsAmong(em, children.map((child) => child.iin)), day);
  if (counted > maxChildren) throw new Refused('OVER_CAPACITY', 'input.family', `The form allows ${maxChildren} children in a family, brothers and sisters exempt (${legalBasis}).`);
}
