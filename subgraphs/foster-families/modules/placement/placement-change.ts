import type { EntityManager } from '@mikro-orm/postgresql';
import { refuseOwn } from '../../../shared/access/own-record.js';
import type { Viewer } from '../../../shared/access/viewer.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { eventDates, inputText, type EventDates } from '../../../shared/mutation/event-dates.js';
import type { EventInput } from '../../../shared/mutation/input.type.js';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused, requireVersion } from '../../../shared/mutation/refusal.js';
import { isPublicId } from '../../../shared/public-id.js';
import { answerByKey } from '../access/answer.js';
import { lockChild, type KnownChild } from '../child/known-child.repository.js';
import { tellChanges, toldOf } from '../feeds/told.js';
import { recordChange } from './placement-event.repository.js';
import type { PlacementEventKind } from './placement-event.type.js';
import type { PlacementChangeInput } from './placement.input.type.js';
import type { PlacementOutcome } from './placement-outcome.type.js';
import { recordByRegister } from './placement-record.js';
import { placementById } from './placement.repository.js';
import { placementsWhere, type PlacementState } from './placement-state.repository.js';
import { toPlacement } from './placement.type.js';

/** The rule of a mutation of the register: the authority that places children, in its supervision of their care. */
export const ruleOf = (field: string): MutationRule => ({ coordinate: `Mutation.${field}`, roles: ['ministry:foster-families'], purpose: 'CARE_SUPERVISION' });

const LONGEST_SOURCE = 200;

/** The two days of an event, and what it is based on. */
export interface PlacementDecision extends EventDates {
  readonly source: string;
}

/** An input's days and source, checked. */
export const decisionOf = (input: EventInput, { today }: SubgraphContext): PlacementDecision => ({
  ...eventDates(input, today),
  source: inputText('input.source', input.source, LONGEST_SOURCE),
});

/** Who is at work, as journals have it. */
export const officialOf = ({ subject, organisation }: Viewer): JournalNote['by'] => ({ subject, organisation });

/** A change under way: nobody else changes anything about this child's placements. */
export interface PlacementChange extends PlacementDecision {
  readonly em: EntityManager;
  readonly child: KnownChild;
  readonly placement: PlacementState;
}

const unknownPlacement = (): Refused => new Refused('UNKNOWN_PLACEMENT', 'input.placement', 'No placement is on record under this id, or none that is open to you.');

/** A placement in the viewer's regions, with its child held; read only then, because somebody else may have held the child until now. */
export async function lockPlacement(em: EntityManager, id: string): Promise<{ placement: PlacementState; child: KnownChild }> {
  if (!isPublicId(id)) throw unknownPlacement();
  const [found] = await em.execute<{ iin: string }[]>('select iin from placement where public_id = ?', [id]);
  const child = found === undefined ? null : await lockChild(em, found.iin);
  const [placement] = child === null ? [] : await placementsWhere(em, 'p.public_id = ?', [id]);
  if (child === null || placement === undefined) throw unknownPlacement();
  return { placement, child };
}

/** Changes one placement: what every such mutation checks, keeps and tells; `work` does what is its own, and says whom else it is about. */
export function changePlacement(
  context: SubgraphContext,
  rule: MutationRule,
  input: PlacementChangeInput,
  kind: PlacementEventKind,
  work: (change: PlacementChange, viewer: Viewer) => Promise<void | readonly string[]>,
): Promise<PlacementOutcome> {
  return answer(context, rule, input, async (em, viewer) => {
    const decision = decisionOf(input, context);
    const { placement, child } = await lockPlacement(em, input.placement);
    refuseOwn(viewer, placement.carers);
    requireVersion(input.expectedVersion, placement.version);
    const before = await toldOf(em, child);
    const also = (await work({ ...decision, em, child, placement }, viewer)) ?? [];
    await recordChange(em, placement.id, { ...decision, kind, by: officialOf(viewer) });
    await tellChanges(em, { child, occurredOn: decision.occurredOn, today: context.today }, before);
    return { reference: { placement: placement.id }, subjects: [child.iin, ...placement.carers, ...also] };
  });
}

/** Carries out a mutation of the register and answers with the placement as it is now. */
export const answer = answerByKey(placementById, (row) => toPlacement(row, recordByRegister(row.iin)), ({ placement }: { readonly placement: string }) => placement);
