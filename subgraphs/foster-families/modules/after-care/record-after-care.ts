import type { EntityManager } from '@mikro-orm/postgresql';
import { refuseOwn } from '../../../shared/access/own-record.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { ageOn } from '../../../shared/dated.js';
import { badInput } from '../../../shared/errors.js';
import { noteOf, type JournalNote } from '../../../shared/mutation/journal-note.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import type { KnownChild } from '../child/known-child.repository.js';
import { answer, lockPlacement } from '../placement/placement-change.js';
import type { PlacementOutcome } from '../placement/placement-outcome.type.js';
import { requireInEffect } from '../supervision/record-supervision.js';
import { AFTER_CARE } from '../../reference/life-terms.js';
import { CONTACT, type ContactRow } from './after-care.repository.js';
import type { RecordAfterCareInput } from './after-care.type.js';
import { leftCareOn, nobodyLeftOn, type LeftPlacement } from './next-contact.js';

function requireReached({ reached, housing, occupation }: RecordAfterCareInput): void {
  if (!reached && (housing != null || occupation != null)) throw badInput('input.reached', 'must be true where it is said how they live.');
}

/** They left care as adults by this placement before that day, and are still followed up. */
async function requireFollowedUp(em: EntityManager, placement: string, { birthDate, diedOn }: KnownChild, { occurredOn }: JournalNote): Promise<void> {
  const [left] = await em.execute<LeftPlacement[]>('select form, valid_to as "validTo", end_reason as "endReason" from placement where id = ?', [placement]);
  if (left === undefined || leftCareOn(left, birthDate, occurredOn) === null) {
    throw new Refused('NOT_ON_RECORD', 'input.placement', 'By the placement they must have left care as an adult by that day: at 18, by marriage or by full capacity.');
  }
  const gone = nobodyLeftOn(left, diedOn);
  if (gone !== null && occurredOn >= gone) throw new Refused('AFTER_DEATH', 'input.occurredOn', 'The day must lie before the day of the death.');
  if (ageOn(birthDate, occurredOn) >= AFTER_CARE.untilAge) throw new Refused('WRONG_AGE', 'input.occurredOn', `After-care ends at ${AFTER_CARE.untilAge}.`);
  const contacts = await em.execute<ContactRow[]>(`${CONTACT} where placement_id = ?`, [placement]);
  if (contacts.some(({ closing }) => closing !== null)) throw new Refused('NOT_IN_THIS_STATE', 'input.placement', 'The after-care is CLOSED: nobody is followed up then. Allowed: nothing any more.');
}

/** Records a follow-up. It is no entry of the placement's journal, which others follow: money (ADR 33) and readers. */
export function recordAfterCare(context: SubgraphContext, rule: MutationRule, input: RecordAfterCareInput): Promise<PlacementOutcome> {
  requireReached(input);
  return answer(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    const { placement, child } = await lockPlacement(em, input.placement);
    refuseOwn(viewer, placement.carers);
    requireInEffect({ placement });
    await requireFollowedUp(em, placement.id, child, note);
    await em.execute(
      'insert into after_care_contact (placement_id, contacted_on, received_on, reached, housing, occupation, closing, source, official, organisation) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      [placement.id, note.occurredOn, note.receivedOn, input.reached, input.housing ?? null, input.occupation ?? null, input.closing ?? null, note.source, viewer.subject, viewer.organisation]);
    return { reference: { placement: placement.id }, subjects: [child.iin, ...placement.carers] };
  });
}
