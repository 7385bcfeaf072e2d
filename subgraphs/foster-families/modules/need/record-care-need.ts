import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../../../shared/access/nationwide.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { ageOn, birthdayAt } from '../../../shared/dated.js';
import { badInput } from '../../../shared/errors.js';
import { noteOf } from '../../../shared/mutation/journal-note.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { MAJORITY, requireDistrict, requireLivingChild } from '../placement/placement-rules.js';
import type { PlacementReason } from '../placement/placement-reason.type.js';
import { regionOfDistrict } from '../../reference/districts.js';
import { answerWithNeed, type CareNeedOutcome } from './care-need-outcome.type.js';
import { insertCareNeed } from './care-need-state.repository.js';
import type { RecordCareNeedInput } from './care-need.input.type.js';
import { codesOf } from './matching-codes.type.js';
import { addDocuments, addSiblings } from './papers.js';

/** Reasons of an input, each once. */
export function reasonsOf(reasons: readonly PlacementReason[]): PlacementReason[] {
  if (reasons.length === 0) throw badInput('input.reasons', 'must name at least one reason.');
  return [...new Set(reasons)];
}

/** A child has one open record, wherever in the country; only whether there is one comes of it. */
async function requireNoRecord(em: EntityManager, iin: string): Promise<void> {
  const rows = await nationwide(em, () => em.execute<unknown[]>('select 1 from care_need where iin = ? and closed_on is null', [iin]));
  if (rows.length > 0) throw new Refused('ALREADY_RECORDED', 'input.iin', 'The child has an open record in the databank.');
}

/** Whoever lives in a family, or is to, is in no need of one: the placement ends first, and a record begins with that. */
async function requireNoFamily(em: EntityManager, iin: string, day: CivilDate): Promise<void> {
  const rows = await nationwide(em, () =>
    em.execute<unknown[]>(`select 1 from placement where iin = ? and form not in ('INSTITUTION', 'GUEST') and (valid_to is null or (valid_to > ? and valid_to > valid_from)) limit 1`, [iin, day]));
  if (rows.length > 0) throw new Refused('ALREADY_PLACED', 'input.iin', 'The child must be in no family placement from that day on: end it first. A record begins of itself where the child does not leave care.');
}

/** First day in the institution where the child lives, wherever that is; null without one. */
async function shelteredSince(em: EntityManager, iin: string): Promise<CivilDate | null> {
  const [row] = await nationwide(em, () =>
    em.execute<{ since: CivilDate }[]>(`select valid_from as since from placement where iin = ? and form = 'INSTITUTION' and awaited_event is null and sealed_on is null and valid_to is null`, [iin]));
  return row?.since ?? null;
}

/** Begins a child's record in the databank. */
export function recordCareNeed(context: SubgraphContext, rule: MutationRule, input: RecordCareNeedInput): Promise<CareNeedOutcome> {
  return answerWithNeed(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    const { iin, notifier, body, district, siblings, documents } = input;
    if (notifier === 'REGISTER') throw badInput('input.notifier', 'must say who told of the child; REGISTER is the register itself.');
    const reasons = reasonsOf(input.reasons);
    requireDistrict(viewer, district);
    const { birthDate } = await requireLivingChild(em, iin, note.occurredOn);
    if (ageOn(birthDate, context.today) >= MAJORITY) throw new Refused('WRONG_AGE', 'input.iin', 'Only a child under 18 is in the databank.');
    await requireNoFamily(em, iin, note.occurredOn);
    await requireNoRecord(em, iin);
    const place = { regionKato: regionOfDistrict(district), districtKato: district, bodyBin: body };
    const id = await insertCareNeed(em, { iin, notifier, reasons, ...place, majorityOn: birthdayAt(birthDate, MAJORITY), language: input.language ?? null, needs: codesOf(input.needs, 'input.needs'), placedOn: await shelteredSince(em, iin) }, note);
    await addDocuments(em, id, documents, context.today);
    await addSiblings(em, iin, siblings, note.source);
    return { reference: { id }, subjects: [iin, ...siblings] };
  });
}
