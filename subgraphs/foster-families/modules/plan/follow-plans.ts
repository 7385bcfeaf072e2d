import type { EntityManager } from '@mikro-orm/postgresql';
import { latest } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import { textArray } from '../../../shared/database/text-array.js';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import { nationwide } from '../../../shared/access/nationwide.js';
import { adoptionHeardAt } from '../feeds/adoption-heard.js';
import type { PlacementFormCode } from '../form/placement-form.type.js';
import type { PlacementEndReason } from '../placement/placement-reason.type.js';
import type { PlacementPlanRow } from './placement-plan.repository.js';
import { changePlan, plansWhere } from './placement-plan-state.repository.js';

/*
 * A plan is about a child and a family, and both go on living: whatever happens to them carries the plan out, or ends it, in the same
 * transaction. Plans may be kept in another region than what happens.
 */

const TERM = 'The day on which it should have begun passed a month ago';

async function lapse(em: EntityManager, plans: readonly PlacementPlanRow[], today: CivilDate): Promise<void> {
  for (const plan of plans) await changePlan(em, plan, { action: 'LAPSE', to: 'LAPSED' }, { occurredOn: plan.lapsesOn, receivedOn: today, source: TERM, by: null });
}

/** Ends plans of a family, and of a child, whose time has passed: they hold no room, and another may be made. */
export const lapsePlans = (em: EntityManager, family: string | null, iin: string, today: CivilDate): Promise<void> =>
  nationwide(em, async () => lapse(em, await plansWhere(em, 'n.closed_on is null and n.lapses_on <= ? and (n.family_id = ? or n.iin = ?)', [today, family, iin]), today));

/** A child was placed in a family, or is to be once its shielding is applied. */
export interface PlacedInFamily {
  readonly placement: string;
  readonly form: PlacementFormCode;
  readonly familyId: string | null;
}

/** The child's plan is carried out by a placement as it was planned, and given up by any other in a family. */
export const planOfPlaced = (em: EntityManager, iin: string, { placement, form, familyId }: PlacedInFamily, note: JournalNote): Promise<void> =>
  nationwide(em, async () => {
    if (form === 'INSTITUTION' || form === 'GUEST') return;
    const [plan] = await plansWhere(em, 'n.iin = ? and n.closed_on is null', [iin]);
    if (plan === undefined) return;
    const asPlanned = plan.familyId === familyId && plan.form === form;
    // Where the child was before the plan, though it is written down since: the plan leads away from there.
    if (!asPlanned && note.occurredOn < plan.decidedOn) return;
    await changePlan(em, plan, asPlanned ? { action: 'ACTIVATE', to: 'ACTIVE', placementId: placement } : { action: 'WITHDRAW', to: 'WITHDRAWN' }, note);
  });

/** Something after which a child is placed no more, as far as was decided by then. */
export interface LeavingCare extends Pick<JournalNote, 'receivedOn'> {
  readonly iin: string;
  readonly day: CivilDate;
  readonly reason: PlacementEndReason;
}

/** After these nobody is placed any more: what was planned is given up, also what was planned since, by somebody who did not know. */
const FOR_GOOD: ReadonlySet<PlacementEndReason> = new Set<PlacementEndReason>(['DEATH', 'MAJORITY', 'MARRIAGE', 'FULL_CAPACITY']);

/**
 * Plans that an end of care has to do with. Those that were decided by its day; for good, all; and of an adoption those that were recorded
 * before it was heard of: whoever is planned for after that is an adopted child in need anew.
 */
async function plansLeft(em: EntityManager, condition: string, { iin, day, reason }: LeavingCare): Promise<PlacementPlanRow[]> {
  const heard = reason === 'ADOPTED' ? ((await adoptionHeardAt(em, iin, day)) ?? 'infinity') : null;
  return plansWhere(em, `n.iin = ? and ${condition} and (n.decided_on <= ? or ?::boolean or n.recorded_at <= ?::timestamptz)`, [iin, day, FOR_GOOD.has(reason), heard]);
}

/** Of those whom the civil registry tells of most were never planned for. */
async function planned(em: EntityManager, leaving: readonly LeavingCare[]): Promise<readonly LeavingCare[]> {
  if (leaving.length === 0) return leaving;
  const plans = await em.execute<{ iin: string }[]>('select distinct iin from placement_plan where sealed_on is null and iin = any (?::text[])', [textArray(leaving.map(({ iin }) => iin))]);
  const iins = new Set(plans.map(({ iin }) => iin));
  return leaving.filter(({ iin }) => iins.has(iin));
}

/** After an adoption nothing that was planned before leads to the child (Code on Marriage and Family, 102): nobody reads it any more. */
export const sealPlans = (em: EntityManager, leaving: readonly LeavingCare[]): Promise<void> =>
  nationwide(em, async () => {
    for (const left of await planned(em, leaving)) {
      const plans = await plansLeft(em, 'n.closed_on is not null', left);
      if (plans.length > 0) await em.execute('update placement_plan set sealed_on = ? where id = any (?::bigint[])', [left.day, textArray(plans.map(({ id }) => id))]);
    }
  });

async function giveUp(em: EntityManager, left: LeavingCare, { source, by }: Pick<JournalNote, 'source' | 'by'>): Promise<void> {
  for (const plan of await plansLeft(em, 'n.closed_on is null', left)) {
    const occurredOn = latest(left.day, plan.decidedOn);
    await changePlan(em, plan, { action: 'WITHDRAW', to: 'WITHDRAWN' }, { occurredOn, receivedOn: latest(left.receivedOn, occurredOn), source, by });
  }
}

/** Gives up the plans of children who died, were adopted or left care. */
export const giveUpPlans = (em: EntityManager, leaving: readonly LeavingCare[], note: Pick<JournalNote, 'source' | 'by'>): Promise<void> =>
  nationwide(em, async () => {
    for (const left of await planned(em, leaving)) await giveUp(em, left, note);
  });
