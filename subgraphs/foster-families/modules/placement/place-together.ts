import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../../../shared/access/nationwide.js';
import { refuseOwn } from '../../../shared/access/own-record.js';
import type { SubgraphContext } from '../../../shared/context.js';
import type { Viewer } from '../../../shared/access/viewer.js';
import { badInput } from '../../../shared/errors.js';
import { inputText } from '../../../shared/mutation/event-dates.js';
import type { Done } from '../../../shared/mutation/mutate.js';
import { Refused, requireVersion } from '../../../shared/mutation/refusal.js';
import { lockChildren } from '../child/known-child.repository.js';
import { toldOf, type Told } from '../feeds/told.js';
import { siblingsAmong } from '../family/capacity.js';
import type { PlacementFormCode } from '../form/placement-form.type.js';
import { pairedWith } from '../sibling/sibling.repository.js';
import { requireSiblingsTogether } from './consent-rules.js';
import { endPlacement } from './end-placement.js';
import type { PlacementBreakdown, PlacementEndReason } from './placement-reason.type.js';
import { requireStep, stageOf } from '../life/placement-stages.js';
import { decisionOf, lockPlacement, officialOf } from './placement-change.js';
import { recordChange } from './placement-event.repository.js';
import { RecordPlacementInput, type PlacedSiblingInput } from './placement.input.type.js';
import type { PlacementState } from './placement-state.repository.js';
import { LONGEST_ACT, placeChild } from './record-placement.js';
import { named } from './refusal-field.js';

/** The placement that a child leaves for the new one. */
interface Left {
  readonly placement: string;
  readonly expectedVersion: number;
  /** Where it did not hold. */
  readonly broken?: Breakdown;
}

/** Why a placement did not hold, and why it ends by the Code. */
export interface Breakdown {
  readonly breakdown: PlacementBreakdown;
  readonly endReason: PlacementEndReason;
}

/** A child of those who go to one home together. */
interface Going {
  /** Its place among the siblings of the input; null for the child itself. */
  readonly at: number | null;
  readonly input: RecordPlacementInput;
  readonly left: Left | null;
}

/** A contract that a child has before it comes. */
export type OwnContract = Pick<RecordPlacementInput, 'act' | 'plannedUntil'>;

/** A placement, or move, of a child and of whoever goes along. */
export interface PlacementRequest {
  readonly em: EntityManager;
  readonly viewer: Viewer;
  readonly context: SubgraphContext;
  readonly input: RecordPlacementInput;
  /** Contracts of those who go along, by child; where there is none the input says by what they go. */
  readonly contracts?: ReadonlyMap<string, OwnContract>;
}

const MOST = 20;

function siblingOf(input: RecordPlacementInput, { iin, act, childConsent, placement, expectedVersion }: PlacedSiblingInput, at: number, contract: OwnContract | undefined): Going {
  const field = `input.siblings[${at}]`;
  if (placement != null && expectedVersion == null) throw badInput(`${field}.expectedVersion`, 'must be given with the placement.');
  const own = { iin, act: act == null ? input.act : inputText(`${field}.act`, act, LONGEST_ACT), childConsent: childConsent ?? null, ...contract };
  return { at, input: Object.assign(new RecordPlacementInput(), input, own), left: placement == null || expectedVersion == null ? null : { placement, expectedVersion } };
}

function goingOf({ input, contracts }: PlacementRequest, left: Left | null): Going[] {
  if (input.siblings.length > MOST) throw badInput('input.siblings', `must be at most ${MOST}.`);
  const iins = [input.iin, ...input.siblings.map(({ iin }) => iin)];
  const twice = iins.findIndex((iin, at) => iins.indexOf(iin) < at);
  if (twice > 0) throw badInput(`input.siblings[${twice - 1}].iin`, 'must be another child.');
  return [{ at: null, input, left }, ...input.siblings.map((sibling, at) => siblingOf(input, sibling, at, contracts?.get(sibling.iin)))];
}

/** What each of several children has of its own in the input. */
const OWN: ReadonlySet<string> = new Set(['input.iin', 'input.act', 'input.childConsent', 'input.placement', 'input.expectedVersion']);

/** Does something for one of them; a refusal that is about a sibling names it. */
const on = <T>({ at }: Going, work: () => Promise<T>): Promise<T> => named((field) => (at !== null && OWN.has(field) ? field.replace('input.', `input.siblings[${at}].`) : field), work);

/** Whoever goes along is a brother or sister by the databank: others have decisions of their own. */
async function requireSiblings(em: EntityManager, [child, ...others]: readonly Going[]): Promise<void> {
  if (child === undefined || others.length === 0) return;
  const pairs = await siblingsAmong(em, [child, ...others].map(({ input }) => input.iin));
  const stranger = others.find(({ input }) => !pairs.some(({ iin, sibling }) => iin === child.input.iin && sibling === input.iin));
  if (stranger?.at == null) return;
  throw new Refused('NOT_ON_RECORD', `input.siblings[${stranger.at}].iin`, 'The databank must have them as brothers or sisters; `recordCareNeed` and `amendCareNeed` say so.');
}

/** Holds them and whoever is a brother or sister of theirs, in one order: nobody places one of them elsewhere meanwhile. */
async function holdAll(em: EntityManager, going: readonly Going[]): Promise<void> {
  const iins = going.map(({ input }) => input.iin);
  await lockChildren(em, [...iins, ...(await nationwide(em, () => pairedWith(em, iins)))]);
}

/** Only custody is moved: a guest stay is none, and what waits is given up and recorded anew. */
function requireMovable({ iin, form, awaitedEvent }: PlacementState, input: RecordPlacementInput): void {
  if (iin !== input.iin) throw new Refused('DOES_NOT_FIT_FORM', 'input.iin', 'The placement must be that of the child.');
  if (form === 'GUEST' || awaitedEvent !== null) throw new Refused('NOT_ON_RECORD', 'input.placement', 'The placement must be in effect, and no guest stay.');
}

/** By the Code a contract is ended by one of the parties (132-2(3), 132-7(2), 134(3)); a guardian is released or removed (129). */
const ENDS: Readonly<Partial<Record<PlacementFormCode, readonly PlacementEndReason[]>>> = {
  GUARDIANSHIP: ['CARER_RELEASED', 'CARER_REMOVED'],
  TRUSTEESHIP: ['CARER_RELEASED', 'CARER_REMOVED'],
  PATRONAGE: ['ENDED_BY_CARER', 'ENDED_BY_BODY'],
  FOSTER_FAMILY: ['ENDED_BY_CARER', 'ENDED_BY_BODY'],
  PROFESSIONAL_FOSTER: ['ENDED_BY_CARER', 'ENDED_BY_BODY'],
};

function requireBreakable(placement: PlacementState, { endReason }: Breakdown): void {
  requireStep(stageOf(placement, placement.reviewId !== null), 'BREAK_DOWN', 'input.placement');
  const ends = ENDS[placement.form];
  if (ends === undefined) throw new Refused('DOES_NOT_FIT_FORM', 'input.placement', 'What breaks down is life in a family.');
  if (!ends.includes(endReason)) throw new Refused('DOES_NOT_FIT_FORM', 'input.endReason', `By the Code this form ends as ${ends.join(' or ')}.`);
}

/** What did not hold is not gone on with: the same carers are the same home, in whatever form and under whatever record. */
async function requireOtherCarers(em: EntityManager, placement: string, { family, occurredOn }: RecordPlacementInput): Promise<void> {
  const rows = await nationwide(em, () => em.execute<unknown[]>(
    `select 1 from placement p join foster_family f on f.public_id::text = ?
      where p.id = ? and (f.id = p.family_id or exists (select 1 from carer a join carer b on b.iin = a.iin
        where a.family_id = p.family_id and b.family_id = f.id and a.valid_from <= ? and (a.valid_to is null or a.valid_to > ?)))`, [family ?? null, placement, occurredOn, occurredOn]));
  if (rows.length > 0) throw new Refused('DOES_NOT_FIT_FORM', 'input.family', 'After a breakdown the child goes on to other carers; with the same ones it goes on by `movePlacement`.');
}

/** What others were told of a child before it left, and with whom it was. */
interface Leaving {
  readonly before: Told;
  readonly carers: readonly string[];
}

/** Ends the placement that a child leaves. */
async function leave({ em, viewer, context }: PlacementRequest, input: RecordPlacementInput, left: Left): Promise<Leaving> {
  const decision = decisionOf(input, context);
  const { placement, child } = await lockPlacement(em, left.placement);
  refuseOwn(viewer, placement.carers);
  requireVersion(left.expectedVersion, placement.version);
  if (left.broken !== undefined) {
    requireBreakable(placement, left.broken);
    await requireOtherCarers(em, placement.id, input);
  }
  requireMovable(placement, input);
  const before = await toldOf(em, child);
  const { endReason: reason = 'NEW_PLACEMENT', breakdown = null } = left.broken ?? {};
  await endPlacement({ ...decision, em, child, placement }, { reason, goesOn: !input.shielded, breakdown });
  await recordChange(em, placement.id, { ...decision, kind: breakdown === null ? 'ENDED' : 'BROKEN_DOWN', by: officialOf(viewer) });
  return { before, carers: placement.carers };
}

/**
 * Places a child, and brothers and sisters with it, in one transaction. Whoever is placed already leaves first, all of them; whether
 * any is parted from the others is asked once all have arrived.
 */
export async function placeTogether(request: PlacementRequest, left: Left | null = null): Promise<Done<{ readonly placement: string }>> {
  const { em, input } = request;
  const going = goingOf(request, left);
  await holdAll(em, going);
  await requireSiblings(em, going);
  const before = new Map<Going, Leaving>();
  for (const one of going) {
    const from = one.left;
    if (from !== null) before.set(one, await on(one, () => leave(request, one.input, from)));
  }
  const placed: Done<{ readonly placement: string }>[] = [];
  for (const one of going) placed.push(await on(one, () => placeChild({ ...request, input: one.input, before: before.get(one)?.before })));
  for (const { reference } of placed) await requireSiblingsTogether(em, reference.placement, input);
  const [first] = placed;
  if (first === undefined) throw new Error('Nobody was placed.');
  const subjects = [...placed.flatMap((one) => one.subjects), ...[...before.values()].flatMap(({ carers }) => carers)];
  return { reference: first.reference, subjects: [...new Set(subjects)] };
}
