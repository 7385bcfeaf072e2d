import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../../../shared/access/nationwide.js';
import { refuseOwn } from '../../../shared/access/own-record.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { noteOf, type JournalNote } from '../../../shared/mutation/journal-note.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused, requireVersion } from '../../../shared/mutation/refusal.js';
import { isPublicId } from '../../../shared/public-id.js';
import type { KnownChild } from '../child/known-child.repository.js';
import { requireOpen } from '../placement/end-placement.js';
import { answer, lockPlacement } from '../placement/placement-change.js';
import type { PlacementOutcome } from '../placement/placement-outcome.type.js';
import type { PlacementState } from '../placement/placement-state.repository.js';
import { requireInEffect } from '../supervision/record-supervision.js';
import { kindOf, type WardRightKind } from './ward-right-codes.type.js';
import { standingsIn } from './ward-right.repository.js';
import type { RecordWardRightInput } from './ward-right.type.js';

/** A child in care: the placement lasts and is no stay with guests. What is said may be older than it. */
function requireWard(placement: PlacementState, { birthDate }: KnownChild, { occurredOn }: JournalNote): void {
  requireInEffect({ placement });
  requireOpen({ placement, occurredOn: placement.validFrom });
  if (placement.form === 'GUEST') throw new Refused('DOES_NOT_FIT_FORM', 'input.placement', 'Housing and alimony are seen to where the child lives, not on a stay with guests.');
  if (occurredOn < birthDate) throw new Refused('BEFORE_BIRTH', 'input.occurredOn', 'The day must not lie before the child\'s birth.');
}

/** The statement in sight that was wrong, by its internal key. */
async function correctedBy(em: EntityManager, iin: string, kind: WardRightKind, id: string | null | undefined): Promise<string | null> {
  if (id == null) return null;
  const [found] = !isPublicId(id) ? [] : await em.execute<{ id: string; corrected: boolean }[]>(
    `select s.id::text, exists (select 1 from ward_right c where c.corrects_id = s.id) as corrected from ward_right s join placement p on p.id = s.placement_id
      where s.public_id = ? and s.kind = ? and p.iin = ? and p.sealed_on is null`, [id, kind, iin]);
  if (found === undefined) throw new Refused('NOT_ON_RECORD', 'input.corrects', 'It must be a statement on the same right of this child; Placement.rights lists them.');
  if (found.corrected) throw new Refused('ALREADY_RECORDED', 'input.corrects', 'That statement was corrected already: correct what took its place.');
  return found.id;
}

/** Puts on record how a right of a child in care stands. It is no entry of the placement's journal, which others follow: it has its own, which is kept. */
export const recordWardRight = (context: SubgraphContext, rule: MutationRule, input: RecordWardRightInput): Promise<PlacementOutcome> =>
  answer(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    const { placement, child } = await lockPlacement(em, input.placement);
    refuseOwn(viewer, placement.carers);
    requireWard(placement, child, note);
    const kind = kindOf(input.standing);
    const statements = await nationwide(em, () => standingsIn(em, [child.iin]));
    requireVersion(input.expectedVersion, statements.filter((one) => one.kind === kind).length);
    const corrects = await correctedBy(em, child.iin, kind, input.corrects);
    await em.execute('insert into ward_right (placement_id, kind, standing, occurred_on, received_on, corrects_id, source, official, organisation) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      [placement.id, kind, input.standing, note.occurredOn, note.receivedOn, corrects, note.source, viewer.subject, viewer.organisation]);
    return { reference: { placement: placement.id }, subjects: [child.iin, ...placement.carers] };
  });
