import type { EntityManager } from '@mikro-orm/postgresql';
import type { Viewer } from '../../../shared/access/viewer.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { inputText } from '../../../shared/mutation/event-dates.js';
import type { Done } from '../../../shared/mutation/mutate.js';
import { unionOf } from '../../../shared/periods.js';
import type { KnownChild } from '../child/known-child.repository.js';
import { tellChanges, tellShielded, toldOf, type Told, type ToldChange } from '../feeds/told.js';
import type { PlacementFormRow } from '../form/placement-form.entity.js';
import { readForms } from '../form/placement-form.repository.js';
import { regionOfDistrict } from '../../reference/districts.js';
import { contractKind, requireRoom, requireSuitable } from './carer-rules.js';
import { requireChildConsent } from './consent-rules.js';
import { requireNoSecondTerm } from './contract-rules.js';
import { plannedUntilOf } from './contract-term.js';
import { decisionOf, officialOf } from './placement-change.js';
import { recordFirst } from './placement-event.repository.js';
import { lapsePlans, planOfPlaced } from '../plan/follow-plans.js';
import { requireHome, type Home } from './placement-home.js';
import type { RecordPlacementInput } from './placement.input.type.js';
import { requireDistrict, requireForm, requireFree, requireLivingChild } from './placement-rules.js';
import { beginShielding, insertPlacement } from './placement-state.repository.js';
import { takeOver } from './take-over.js';

export const LONGEST_ACT = 200;

/** Before there is a placement to be hidden; the event that it waits for. */
async function shieldFirst(em: EntityManager, change: ToldChange, before: Told): Promise<{ awaitedEvent: string; told: Told }> {
  const shielded = unionOf([...before.shielded, { from: change.occurredOn, to: null }]);
  return { awaitedEvent: await tellShielded(em, change, shielded), told: { ...before, shielded } };
}

/** A placement to be recorded, within a transaction that shows what the authority sees. */
export interface NewPlacementRequest {
  readonly em: EntityManager;
  readonly viewer: Viewer;
  readonly context: SubgraphContext;
  readonly input: RecordPlacementInput;
  /** What others were told of the child before all this; as things stand when left out. */
  readonly before?: Told | undefined;
}

/** The law lets this family take in this child: carers, room, the child's consent, the term of the contract. */
async function requireFit({ em, input, context: { today } }: NewPlacementRequest, child: KnownChild, terms: PlacementFormRow, { carers, familyId }: Pick<Home, 'carers' | 'familyId'>): Promise<void> {
  const { iin, form, occurredOn: day } = input;
  requireChildConsent(child, input);
  await lapsePlans(em, familyId, iin, today);
  await requireRoom(em, familyId, iin, terms, { day, today });
  await requireSuitable(em, carers, { form, kind: await contractKind(em, familyId, iin, day), day, today, child });
  await requireNoSecondTerm(em, familyId, input);
}

/**
 * Adds a placement. One that is not shielded takes effect at once. Of a shielded one others are told that the child is shielded
 * and nothing else; it waits until they have applied that (activation.ts).
 */
export async function placeChild(request: NewPlacementRequest): Promise<Done<{ readonly placement: string }>> {
  const { em, viewer, context, input, before: earlier } = request;
  const decision = decisionOf(input, context);
  const act = inputText('input.act', input.act, LONGEST_ACT);
  const { iin, form, body, reason, district } = input;
  const { occurredOn, source } = decision;
  requireDistrict(viewer, district);
  const child = await requireLivingChild(em, iin, occurredOn);
  const terms = requireForm(await readForms(em), form, child, occurredOn);
  const { carers, ...home } = await requireHome(em, viewer, input);
  await requireFree(em, input);
  await requireFit(request, child, terms, { carers, familyId: home.familyId });
  const change = { child, occurredOn, today: context.today };
  const before = earlier ?? (await toldOf(em, child));
  const { awaitedEvent, told } = input.shielded ? await shieldFirst(em, change, before) : { awaitedEvent: null, told: before };
  const plannedUntil = plannedUntilOf(input, terms.contractMonths);
  const place = { regionKato: regionOfDistrict(district), districtKato: district };
  const id = await insertPlacement(em, { iin, form, ...home, bodyBin: body, act, reason, ...place, validFrom: occurredOn, plannedUntil, awaitedEvent, source, childConsent: input.childConsent ?? null, siblingsApart: input.siblingsApart ?? null });
  if (input.shielded) await beginShielding(em, { id, iin }, occurredOn, source);
  else await takeOver(em, child, { id, form, validFrom: occurredOn }, decision);
  await planOfPlaced(em, iin, { placement: id, form, familyId: home.familyId }, { ...decision, by: officialOf(viewer) });
  await recordFirst(em, id, { ...decision, kind: 'RECORDED', by: officialOf(viewer) });
  await tellChanges(em, change, told);
  return { reference: { placement: id }, subjects: [iin, ...carers] };
}
