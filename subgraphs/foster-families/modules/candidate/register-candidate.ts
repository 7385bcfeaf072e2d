import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../../../shared/access/nationwide.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { noteOf } from '../../../shared/mutation/journal-note.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { codesOf } from '../need/matching-codes.type.js';
import { requireDistrict } from '../placement/placement-rules.js';
import { regionOfDistrict } from '../../reference/districts.js';
import { answerWithCandidate, type CarerCandidateOutcome } from './candidate-outcome.type.js';
import { hasDied, insertCandidate, lockCandidate } from './candidate-state.repository.js';
import type { CandidateRow } from './candidate.repository.js';
import type { RegisterCandidateInput } from './candidate.input.type.js';
import { carerForms } from './carer-form.js';

/** Somebody has one open record, wherever in the country; two who register the same person at once come one after the other. */
async function requireNoRecord(em: EntityManager, iin: string): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`carer_candidate ${iin}`]);
  const rows = await nationwide(em, () => em.execute<unknown[]>('select 1 from carer_candidate where iin = ? and closed_on is null', [iin]));
  if (rows.length > 0) throw new Refused('ALREADY_RECORDED', 'input.iin', 'The person has an open record in the databank.');
}

/** A family has two carers at most. */
async function requireSingle(em: EntityManager, spouse: CandidateRow, iin: string): Promise<void> {
  if (spouse.iin === iin) throw badInput('input.partner', 'must be somebody else.');
  const rows = await nationwide(em, () => em.execute<unknown[]>('select 1 from carer_candidate where partner_id = ? and closed_on is null', [spouse.id]));
  if (spouse.partnerId !== null || rows.length > 0) throw new Refused('ALREADY_RECORDED', 'input.partner', 'That candidate is on record as somebody else\'s spouse.');
}

/** The family of somebody who takes children in already, wherever that is: its children, and its room, are the same. */
async function familyOf(em: EntityManager, iin: string): Promise<string | null> {
  const [row] = await nationwide(em, () => em.execute<{ family: string }[]>('select family_id::text as family from carer where iin = ? and valid_to is null order by id limit 1', [iin]));
  return row?.family ?? null;
}

/** Two who both have a family of their own already do not become one by a record: children live in both. */
function requireOneFamily(own: string | null, spouse: CandidateRow | null): void {
  if (own === null || spouse === null || spouse.familyId === null || spouse.familyId === own) return;
  throw new Refused('CONTRADICTORY', 'input.partner', 'Each of the two is a carer of another family already: their children must be moved to one of them first.');
}

/** Registers somebody who wants to take a child in. */
export function registerCandidate(context: SubgraphContext, rule: MutationRule, input: RegisterCandidateInput): Promise<CarerCandidateOutcome> {
  return answerWithCandidate(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    const { iin, birthDate, sex, body, district, partner } = input;
    const forms = carerForms(input.forms);
    if (birthDate >= note.occurredOn) throw badInput('input.birthDate', 'must lie before the day of the application.');
    requireDistrict(viewer, district);
    await requireNoRecord(em, iin);
    if (await hasDied(em, iin)) throw new Refused('AFTER_DEATH', 'input.iin', 'The civil registry has told of the person\'s death.');
    const spouse = partner == null ? null : await lockCandidate(em, viewer, partner, 'input.partner');
    if (spouse !== null) await requireSingle(em, spouse, iin);
    const familyId = await familyOf(em, iin);
    requireOneFamily(familyId, spouse);
    const place = { regionKato: regionOfDistrict(district), districtKato: district, bodyBin: body };
    const id = await insertCandidate(em, { iin, birthDate, sex, ...place, forms, languages: codesOf(input.languages, 'input.languages'), preparedFor: codesOf(input.preparedFor, 'input.preparedFor'), familyId, partnerId: spouse?.id ?? null }, note);
    return { reference: { id }, subjects: [iin] };
  });
}
