import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../../../shared/access/nationwide.js';
import type { CivilDate } from '../../../shared/clock.js';
import { birthdayAt } from '../../../shared/dated.js';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import type { KnownChild } from '../child/known-child.repository.js';
import type { PlacementFormCode } from '../form/placement-form.type.js';
import type { PlacementDecision } from '../placement/placement-change.js';
import type { PlacementEndReason, PlacementReason } from '../placement/placement-reason.type.js';
import { MAJORITY } from '../placement/placement-rules.js';
import type { PlacementState } from '../placement/placement-state.repository.js';
import { sealSiblings, sealSiblingsOf } from '../sibling/sibling.repository.js';
import { dueBy } from '../../reference/care-terms.js';
import type { CareNeedRow } from './care-need.repository.js';
import type { CareNeedClosing } from './care-need-codes.type.js';
import { careNeedsWhere, changeCareNeed, closeCareNeed, insertCareNeed } from './care-need-state.repository.js';

/*
 * A child in need and a child placed are one child: what is recorded of placements closes and begins records of the databank in
 * the same transaction, with the child held. Records may be kept in another region than the placement.
 */

/** Placements in a family end a record (116(1), 118-4(1)); a guest stay does not, and life in an institution is what a family is sought for. */
const IN_FAMILY: ReadonlySet<PlacementFormCode> = new Set<PlacementFormCode>(['GUARDIANSHIP', 'TRUSTEESHIP', 'PATRONAGE', 'FOSTER_FAMILY', 'PROFESSIONAL_FOSTER']);

/** Ends of a placement with which the child leaves care, and what they are to the databank. After any other the child is in need again. */
const CLOSINGS: Readonly<Partial<Record<PlacementEndReason, CareNeedClosing>>> = {
  MAJORITY: 'MAJORITY_OR_CAPACITY',
  MARRIAGE: 'MAJORITY_OR_CAPACITY',
  FULL_CAPACITY: 'MAJORITY_OR_CAPACITY',
  RETURNED_TO_PARENT: 'RETURNED_TO_PARENT',
  ADOPTED: 'PLACED_IN_FAMILY',
  DEATH: 'DEATH',
  MISSING_OR_DECLARED_DEAD: 'MISSING_OR_DECLARED_DEAD',
};

const ofItself = ({ occurredOn, receivedOn, source }: PlacementDecision): JournalNote => ({ occurredOn, receivedOn, source, by: null });

const openNeed = async (em: EntityManager, iin: string): Promise<CareNeedRow | null> => (await careNeedsWhere(em, 'n.iin = ? and n.closed_on is null', [iin]))[0] ?? null;

async function close(em: EntityManager, iin: string, closing: CareNeedClosing, note: JournalNote): Promise<void> {
  const open = await openNeed(em, iin);
  if (open !== null) await closeCareNeed(em, open, closing, note);
}

interface PlaceRow {
  readonly reason: PlacementReason;
  readonly regionKato: string;
  readonly districtKato: string;
  readonly bodyBin: string;
}

/** Begins a record where the placement is and of its body, unless one is open. */
async function begin(em: EntityManager, { iin, birthDate }: KnownChild, placement: string, note: JournalNote): Promise<void> {
  if ((await openNeed(em, iin)) !== null) return;
  const [row] = await em.execute<PlaceRow[]>('select reason, region_kato as "regionKato", district_kato as "districtKato", body_bin as "bodyBin" from placement where id = ?', [placement]);
  const majorityOn = birthdayAt(birthDate, MAJORITY);
  if (row === undefined || note.occurredOn >= majorityOn) return;
  const { reason, ...place } = row;
  await insertCareNeed(em, { iin, notifier: 'REGISTER', reasons: [reason], ...place, majorityOn }, note);
}

/** Life in an institution is noted, and ends nothing. Its first day stays when the child moves to another institution. */
async function shelter(em: EntityManager, child: KnownChild, placement: string, note: JournalNote): Promise<void> {
  await begin(em, child, placement, note);
  const open = await openNeed(em, child.iin);
  if (open !== null) await changeCareNeed(em, open, { action: 'PLACE', to: open.status, placedOn: note.occurredOn }, note);
}

/** A child that leaves an institution for nowhere is represented by nobody again: the term for a placement runs anew. */
async function leave(em: EntityManager, iin: string, note: JournalNote): Promise<void> {
  const open = await openNeed(em, iin);
  if (open === null || open.placedOn === null) return;
  await changeCareNeed(em, open, { action: 'LEAVE', to: open.status, placedOn: null, placeBy: dueBy('PLACEMENT', note.receivedOn) }, note);
}

/** A placement took effect. */
export const needOfPlaced = (em: EntityManager, child: KnownChild, { id, form }: Pick<PlacementState, 'id' | 'form'>, decision: PlacementDecision): Promise<void> =>
  nationwide(em, async () => {
    if (IN_FAMILY.has(form)) await close(em, child.iin, 'PLACED_IN_FAMILY', ofItself(decision));
    else if (form === 'INSTITUTION') await shelter(em, child, id, ofItself(decision));
  });

/** The end of a placement. */
export interface PlacementEnd extends PlacementDecision {
  readonly reason: PlacementEndReason;
  /** Whether another placement is in effect from the same moment on. */
  readonly goesOn: boolean;
}

/** A placement ended, or was given up while it waited; then nothing has changed. */
export const needOfEnded = (em: EntityManager, child: KnownChild, { id, form, awaitedEvent }: PlacementState, { reason, goesOn, ...decision }: PlacementEnd): Promise<void> =>
  nationwide(em, async () => {
    if (form === 'GUEST' || awaitedEvent !== null) return;
    const note = ofItself(decision);
    const closing = CLOSINGS[reason];
    if (closing !== undefined) await close(em, child.iin, closing, note);
    else if (form === 'INSTITUTION' && !goesOn) await leave(em, child.iin, note);
    if (closing === undefined) await begin(em, child, id, note);
    if (reason !== 'ADOPTED') return;
    await sealNeeds(em, child.iin, decision.occurredOn);
    await sealSiblings(em, child.iin, decision.occurredOn);
  });

/**
 * What has to do with an adoption of a day. What the register began of itself on that day, by the end of a placement, led to it, and
 * so did what was closed by then; what somebody told of on that day or later did not, nor did life in an institution from then on.
 */
const BEFORE = `(n.identified_on < ?::date or (n.identified_on = ?::date and ((n.notifier = 'REGISTER' and n.placed_on is null) or n.closed_on <= ?::date)))`;

/** Adoption seals every record up to it (art. 102); in sight of the whole country. */
const sealNeeds = (em: EntityManager, iin: string, day: CivilDate): Promise<unknown> =>
  em.execute(`update care_need n set sealed_on = ? where n.iin = ? and n.sealed_on is null and ${BEFORE}`, [day, iin, day, day, day]);

/** A life event that the civil registry told of, of a child in no placement that it would end. */
export interface NeedEnding {
  readonly iin: string;
  readonly day: CivilDate;
  readonly receivedOn: CivilDate;
}

const SOURCE = 'Civil registry';

/** A child died, or was adopted, whether it was placed or not. Its records that are open end, and of an adopted child all are sealed. */
export async function endNeeds(em: EntityManager, closing: 'DEATH' | 'PLACED_IN_FAMILY', { iin, day, receivedOn }: NeedEnding): Promise<void> {
  const seals = closing === 'PLACED_IN_FAMILY';
  const note: JournalNote = { occurredOn: day, receivedOn, source: SOURCE, by: null };
  for (const need of await careNeedsWhere(em, `n.iin = ? and n.closed_on is null ${seals ? `and ${BEFORE}` : ''}`, seals ? [iin, day, day, day] : [iin])) {
    await closeCareNeed(em, need, closing, note);
  }
  if (!seals) return;
  await sealNeeds(em, iin, day);
  await sealSiblingsOf(em, iin, day);
}

/** Those of some children whom a record, or a sibling, is known of. */
export const withNeeds = (em: EntityManager, endings: readonly NeedEnding[]): Promise<NeedEnding[]> =>
  em.execute<NeedEnding[]>(
    `select e.iin, e.day, e."receivedOn" from jsonb_to_recordset(?::jsonb) as e(iin text, day date, "receivedOn" date)
      where exists (select 1 from care_need n where n.iin = e.iin) or exists (select 1 from care_sibling s where s.iin = e.iin and s.sealed_on is null) order by e.iin, e.day`,
    [JSON.stringify(endings)]);
