import type { EntityManager } from '@mikro-orm/postgresql';
import type { SubgraphContext } from '../../../shared/context.js';
import type { CivilDate } from '../../../shared/clock.js';
import { badInput } from '../../../shared/errors.js';
import { noteOf, type JournalNote } from '../../../shared/mutation/journal-note.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused, requireVersion } from '../../../shared/mutation/refusal.js';
import { isPublicId } from '../../../shared/public-id.js';
import { lockChild, type KnownChild } from '../child/known-child.repository.js';
import { dueBy } from '../../reference/care-terms.js';
import { answerWithNeed, type CareNeedOutcome } from './care-need-outcome.type.js';
import { changeCareNeed, careNeedsWhere, type CareNeedChange } from './care-need-state.repository.js';
import { nextStatus } from './care-need-transitions.js';
import type { CareNeedChangeInput, MoveCareNeedInput } from './care-need.input.type.js';
import type { CareNeedRow } from './care-need.repository.js';
import { statusOn } from './deadlines.js';

/** A record in the viewer's regions, with its child held; read only then, because somebody else may have held the child until now. */
export async function lockCareNeed(em: EntityManager, input: CareNeedChangeInput): Promise<{ need: CareNeedRow; child: KnownChild }> {
  const rows = isPublicId(input.need) ? await careNeedsWhere(em, 'n.public_id = ?', [input.need]) : [];
  const child = rows[0] === undefined ? null : await lockChild(em, rows[0].iin);
  const [need] = child === null ? [] : await careNeedsWhere(em, 'n.public_id = ?', [input.need]);
  if (child === null || need === undefined) throw new Refused('UNKNOWN_NEED', 'input.need', 'No record is in the databank under this id, or none that is open to you.');
  requireVersion(input.expectedVersion, need.version);
  return { need, child };
}

const outOfOrder = (what: string): Refused => new Refused('OUT_OF_ORDER', 'input.occurredOn', `The day must not lie before ${what}.`);
const notOnRecord = (message: string): Refused => new Refused('NOT_ON_RECORD', 'input.move', message);

/** Nothing happens to a record before the child was identified. */
export function requireIdentified({ identifiedOn }: CareNeedRow, day: CivilDate): void {
  if (day < identifiedOn) throw outOfOrder('the day on which the child was identified');
}

function admit({ admittedOn }: CareNeedRow, { occurredOn }: JournalNote, { hospital }: MoveCareNeedInput): Partial<CareNeedChange> {
  if (admittedOn !== null) throw new Refused('ALREADY_RECORDED', 'input.move', 'The medical examination is on record already.');
  if (hospital == null) throw badInput('input.hospital', 'must be given for ADMIT.');
  return { hospitalBin: hospital, admittedOn: occurredOn, dischargeBy: dueBy('MEDICAL_STAY', occurredOn) };
}

function discharge({ admittedOn, dischargedOn }: CareNeedRow, { occurredOn }: JournalNote): Partial<CareNeedChange> {
  if (admittedOn === null || dischargedOn !== null) throw notOnRecord('The child must be in hospital.');
  if (occurredOn < admittedOn) throw outOfOrder('the first day in hospital');
  return { dischargedOn: occurredOn };
}

function register(step: 'regionalOn' | 'centralOn', before: CivilDate | null, { occurredOn }: JournalNote): Partial<CareNeedChange> {
  if (before !== null && occurredOn < before) throw outOfOrder('the registration before it');
  return step === 'regionalOn' ? { regionalOn: occurredOn, centralBy: dueBy('CENTRAL_REGISTRATION', occurredOn) } : { centralOn: occurredOn };
}

const STEPS: Readonly<Record<MoveCareNeedInput['move'], (need: CareNeedRow, note: JournalNote, input: MoveCareNeedInput) => Partial<CareNeedChange>>> = {
  ADMIT: admit,
  DISCHARGE: discharge,
  RECORD: (_need, { occurredOn }) => ({ primaryOn: occurredOn, regionalBy: dueBy('REGIONAL_REGISTRATION', occurredOn) }),
  REGISTER_REGIONAL: ({ primaryOn }, note) => register('regionalOn', primaryOn, note),
  REGISTER_CENTRAL: ({ regionalOn }, note) => register('centralOn', regionalOn, note),
};

/** Takes a step of a record towards a family. */
export function moveCareNeed(context: SubgraphContext, rule: MutationRule, input: MoveCareNeedInput): Promise<CareNeedOutcome> {
  return answerWithNeed(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    const { need } = await lockCareNeed(em, input);
    const to = nextStatus(statusOn(need, context.today), input.move, 'input.move');
    requireIdentified(need, note.occurredOn);
    await changeCareNeed(em, need, { action: input.move, to, ...STEPS[input.move](need, note, input) }, note);
    return { reference: { id: need.id }, subjects: [need.iin] };
  });
}
