import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../../../shared/access/nationwide.js';
import type { CivilDate } from '../../../shared/clock.js';
import { textArray } from '../../../shared/database/text-array.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { homeOf, readRecorded } from '../candidate/candidate-facts.js';
import { CANDIDATE, type CandidateRow } from '../candidate/candidate.repository.js';
import type { KnownChild } from '../child/known-child.repository.js';
import { childrenOf, mostFrom, siblingsAmong, type Days, type FamilyChild, type SiblingPair } from '../family/capacity.js';
import type { PlacementFormRow } from '../form/placement-form.entity.js';
import type { PlacementFormCode } from '../form/placement-form.type.js';
import { CARER_FORMS } from '../../rules/candidate/condition.js';
import { fitnessOf, type Asked, type CarerRecord, type ContractKind } from './carer-fitness.js';

/** A child's placement with carers, as far as they must be fit for it. */
export interface Taking {
  readonly form: PlacementFormCode;
  readonly kind: ContractKind;
  readonly day: CivilDate;
  readonly today: CivilDate;
  readonly child: KnownChild;
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
  for (const row of rows) records.push({ row, known: await readRecorded(em, row.id) });
  return records;
}

const notSuitable = (message: string): Refused => new Refused('NOT_SUITABLE', 'input.family', message);

/** A carer may take the child in. */
async function requireFitCarer(em: EntityManager, records: readonly CarerRecord[], asked: Asked): Promise<void> {
  const families = [...new Set(records.flatMap(({ row }) => row.familyId ?? []))];
  const children = families.length === 0 ? [] : await childrenOf(em, families, asked);
  const { refusal } = fitnessOf(records, asked, (family) => homeOf(children, family, asked.day));
  if (refusal !== null) throw refusal;
}

/** Every carer has a record, was found suitable in the form, and is by the law of the day; and today no bar stands. */
export const requireSuitable = (em: EntityManager, carers: readonly string[], taking: Taking): Promise<void> =>
  nationwide(em, async () => {
    const form = CARER_FORMS.find((one) => one === taking.form);
    if (form === undefined || carers.length === 0) return;
    const alive = await living(em, carers, taking.today);
    if (alive.length === 0) throw notSuitable('A carer must be alive.');
    for (const iin of alive) await requireFitCarer(em, await recordsOf(em, iin), { ...taking, form });
  });

/** Whether a child lived with the family until that very day: what is recorded then goes on with that. */
export async function contractKind(em: EntityManager, family: string | null, iin: string, day: CivilDate): Promise<ContractKind> {
  const rows = await nationwide(em, () =>
    em.execute<unknown[]>(`select 1 from placement where iin = ? and family_id = ? and form <> 'GUEST' and awaited_event is null and valid_to = ? and valid_from < valid_to limit 1`, [iin, family, day]));
  return rows.length > 0 ? 'GOES_ON' : 'COMES';
}

/** Whether a family would have more children in a form than the law allows, on any day from that one on, with a child among them; siblings exempt. */
export function overCapacity(placed: readonly FamilyChild[], pairs: readonly SiblingPair[], iin: string, { code, maxChildren, legalBasis }: PlacementFormRow, day: CivilDate): Refused | null {
  if (maxChildren == null) return null;
  const children = [...placed.filter((child) => child.form === code), { iin, validFrom: day, validTo: null }];
  if (mostFrom(children, pairs, day) <= maxChildren) return null;
  return new Refused('OVER_CAPACITY', 'input.family', `The form allows ${maxChildren} children in a family, brothers and sisters exempt (${legalBasis}).`);
}

/**
 * The family has room for one more child in the form. It is held, so that of two children who would be one too many together one is
 * refused; so it is for the room of its home (rules/candidate/home.ts).
 */
export async function requireRoom(em: EntityManager, family: string | null, iin: string, terms: PlacementFormRow, { day, today }: Days): Promise<void> {
  if (family === null) return;
  await nationwide(em, () => em.execute('select 1 from foster_family where id = ? for update', [family]));
  if (terms.maxChildren == null) return;
  const children = await childrenOf(em, [family], { day, today });
  const refused = overCapacity(children, await siblingsAmong(em, [iin, ...children.map((child) => child.iin)]), iin, terms, day);
  if (refused !== null) throw refused;
}
