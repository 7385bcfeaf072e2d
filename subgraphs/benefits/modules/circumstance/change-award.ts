import type { EntityManager } from '@mikro-orm/postgresql';
import { addDays, latest } from '../../../shared/calendar.js';
import type { Viewer } from '../../../shared/access/viewer.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import type { ChangeInput } from '../../../shared/mutation/input.type.js';
import { noteOf, type JournalNote } from '../../../shared/mutation/journal-note.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused, requireVersion } from '../../../shared/mutation/refusal.js';
import type { Circumstance, LifeEvent } from '../../rules/circumstances.js';
import { holdPeople } from '../access/nation.js';
import { requireRegion } from '../access/region.js';
import { recordAwardEvent } from '../award/award-event.repository.js';
import { type AwardState, copyAmounts, cutAmounts, endAmounts, insertAward, lockAward, markNeverDue, type Membership, membershipsOf, resumeAwardRow, terminateAward } from '../award/award-state.repository.js';
import { firstDayBeside } from '../award/combination.js';
import { isTold } from '../due-entitlement/due-entitlement.repository.js';
import { answerWithAward, type BenefitAwardOutcome } from './circumstance-outcome.type.js';
import type { ChangeRecipientInput, RecalculateAwardInput, ResumeAwardInput } from './circumstance.input.type.js';
import { changeAmounts } from '../job/job.js';
import { followAmounts, followAward } from '../payment/follow-award.js';
import { groundOf } from './effect.js';
import { requirePayee } from './payee.js';
import { recompute } from './recomputed.js';
import { causesOf, resumedFrom, resumptionFor } from './suspension.js';

/** A change of one award under way: held, at the version that was read. */
interface AwardChange {
  readonly em: EntityManager;
  readonly award: AwardState;
  readonly members: readonly Membership[];
  readonly note: JournalNote;
  readonly today: string;
  readonly viewer: Viewer;
}

/** The award that a change led to, and whom else it is about. */
interface Led {
  readonly award: string;
  readonly also?: readonly string[];
}

type AwardInput = ChangeInput & { readonly award: string };

function requireStatus({ status }: AwardState, allowed: readonly AwardState['status'][], what: string): void {
  if (!allowed.includes(status)) throw new Refused('NOT_IN_THIS_STATE', 'input.award', `The award is ${status}: ${what} is for one that is ${allowed.join(' or ')}.`);
}

function requireWithin({ until }: AwardState, day: string): void {
  if (until !== null && until < day) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', 'The day must not lie after the last day of the award.');
}

const membersOn = (members: readonly Membership[], day: string): Membership[] => members.filter(({ since, until }) => since <= day && (until === null || day <= until));

/** The first day on which the award can be paid to somebody for its children from a day on, with the people held: beside nothing that excludes it. */
async function payableFrom({ em, award, members, note, today }: AwardChange, from: string, payee: string | null, field: string): Promise<string> {
  const children = membersOn(members, from).map(({ iin }) => iin);
  await holdPeople(em, payee === null ? children : [...children, payee]);
  if (payee !== null) await requirePayee(em, children, payee, today, field);
  return (await firstDayBeside(em, { ...award, children, since: from }, note.receivedOn, 'input.award')) ?? from;
}

/** What every change of an award checks and keeps; `work` answers with the award that it led to. */
const changeAward = (context: SubgraphContext, rule: MutationRule, input: AwardInput, work: (change: AwardChange) => Promise<Led>): Promise<BenefitAwardOutcome> =>
  answerWithAward(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    await changeAmounts(em);
    const award = await lockAward(em, input.award);
    requireVersion(input.expectedVersion, award.version);
    if (await isTold(em, award.id)) throw new Refused('NOT_IN_THIS_STATE', 'input.award', 'A guardianship body has made this award due, and it alone changes it, in the register of placements.');
    const members = await membershipsOf(em, award.id);
    const { award: led, also = [] } = await work({ em, award, members, note, today: context.today, viewer });
    await followAward(em, award.id);
    return { reference: { awards: led }, subjects: [...members.map(({ iin }) => iin), ...(award.recipientIin === null ? [] : [award.recipientIin]), ...also] };
  });

/** Resumes an award: from where it stopped, from the end of the cause, or not for this recipient. */
export const resumeAward = (context: SubgraphContext, rule: MutationRule, input: ResumeAwardInput): Promise<BenefitAwardOutcome> =>
  changeAward(context, rule, input, async (change) => {
    const { em, award, note } = change;
    requireStatus(award, ['SUSPENDED'], 'resumeAward');
    const suspendedFrom = award.suspendedFrom ?? award.since;
    const causes = await causesOf(em, award.id);
    const how = resumptionFor(award, causes);
    if (how === 'TO_NEW_PAYEE') throw new Refused('NOT_IN_THIS_STATE', 'input.award', 'The award is SUSPENDED until somebody else receives it: changeRecipient.');
    const from = await payableFrom(change, resumedFrom(suspendedFrom, note.occurredOn, causes, how, input.goodCause), award.recipientIin, 'input.award');
    if (from > suspendedFrom) await cutAmounts(em, award.id, suspendedFrom, from);
    await resumeAwardRow(em, award.id);
    await recordAwardEvent(em, award.id, { kind: 'RESUMED', effectiveFrom: from, article: causes.map((event) => groundOf(award.programme, event)?.article).filter(Boolean).join('; ') || undefined }, note);
    // What was cancelled of months that had been paid at less: no run makes it again.
    await followAmounts(em, award.id, from);
    return { award: award.id };
  });

/** Computes an award anew, from the day on which the facts changed. */
export const recalculateAward = (context: SubgraphContext, rule: MutationRule, input: RecalculateAwardInput): Promise<BenefitAwardOutcome> =>
  changeAward(context, rule, input, async ({ em, award, note, today }) => {
    requireStatus(award, ['ACTIVE', 'SUSPENDED'], 'recalculateAward');
    const from = latest(note.occurredOn, award.since);
    requireWithin(award, from);
    const circumstance = input.circumstance ?? undefined;
    const article = circumstance === undefined ? '74(2)2' : (groundOf(award.programme, circumstance)?.article ?? '74(2)2');
    await recordAwardEvent(em, award.id, { kind: 'RECALCULATED', effectiveFrom: from, circumstance, article }, note);
    await recompute(em, award, input.facts, from, today);
    return { award: award.id };
  });

/** What the law says of a change of the recipient: of a benefit for the recipient themselves nothing. */
function changeOf({ programme }: AwardState, causes: readonly LifeEvent[]): Circumstance {
  const grounds = [...causes, 'RECIPIENT_DIED' as const].map((event) => groundOf(programme, event));
  const found = grounds.find((ground) => ground?.does === 'CHANGES_PAYEE');
  if (found == null) throw new Refused('NO_GROUND', 'input.award', `${programme} is due to its recipient alone: nobody else receives it.`);
  return found;
}

/** The first day that the new recipient is paid for, and the first that the old one is not. */
function handover({ since, suspendedFrom }: AwardState, { guardianPaid }: Circumstance, day: string, guardian: boolean): { readonly stops: string; readonly from: string } {
  if (suspendedFrom === null) return { stops: latest(day, since), from: latest(day, since) };
  return { stops: suspendedFrom, from: guardian && guardianPaid === 'FROM_GUARDIANSHIP' ? latest(suspendedFrom, day) : suspendedFrom };
}

/** Ends the award for whoever received it; what they were never paid was never due to them. */
async function giveUp({ em, award, note }: AwardChange, from: string, article: string): Promise<void> {
  await terminateAward(em, award.id, addDays(from, -1), { reason: 'RECIPIENT_CHANGED', ...note });
  if (from <= award.since) await markNeverDue(em, award.id);
  await recordAwardEvent(em, award.id, { kind: 'RECIPIENT_CHANGED', effectiveFrom: from, article }, note);
}

/** Gives an award to another recipient: another award for the same children, from where this one stopped. */
export const changeRecipient = (context: SubgraphContext, rule: MutationRule, input: ChangeRecipientInput): Promise<BenefitAwardOutcome> =>
  changeAward(context, rule, input, async (change) => {
    const { em, award, members, note, viewer } = change;
    requireStatus(award, ['ACTIVE', 'SUSPENDED'], 'changeRecipient');
    const ground = changeOf(award, await causesOf(em, award.id));
    const { recipientIin } = input;
    if (recipientIin === award.recipientIin) throw badInput('input.recipientIin', 'must be somebody else than now.');
    if (input.regionKato != null) requireRegion(viewer, input.regionKato);
    const { stops, from: due } = handover(award, ground, note.occurredOn, input.guardian);
    requireWithin(award, due);
    const from = await payableFrom(change, due, recipientIin, 'input.recipientIin');
    requireWithin(award, from);
    const staying = membersOn(members, from);
    const children = staying.map(({ iin }) => iin);
    await giveUp(change, stops, ground.article);
    const { occurredOn, receivedOn } = note;
    const regionKato = input.regionKato ?? award.regionKato;
    const id = await insertAward(em, { ...award, recipientIin, recipientBin: null, regionKato, occurredOn, receivedOn, decidedOn: receivedOn, since: from, children, members: staying.map((one) => ({ ...one, since: from })), amounts: [] }, note);
    await copyAmounts(em, award.id, id, from);
    await endAmounts(em, award.id, stops);
    return { award: id, also: [recipientIin] };
  });
