import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../../../shared/access/nationwide.js';
import { refuseOwn } from '../../../shared/access/own-record.js';
import type { Viewer } from '../../../shared/access/viewer.js';
import type { CivilDate } from '../../../shared/clock.js';
import { textArray } from '../../../shared/database/text-array.js';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import { Refused, requireVersion } from '../../../shared/mutation/refusal.js';
import { isPublicId } from '../../../shared/public-id.js';
import type { CarerForm, ConditionCode } from '../../rules/candidate/condition.js';
import type { Evidence } from '../../rules/candidate/evidence.js';
import type { SpecialNeed, SpokenLanguage } from '../need/matching-codes.type.js';
import type { CarerCandidateAction, CarerCandidateClosing, CarerCandidateStatus } from './candidate-codes.type.js';
import type { CandidateChangeInput } from './candidate.input.type.js';
import { CANDIDATE, type CandidateRow } from './candidate.repository.js';

/** Who belongs to a candidate: the spouse's record, and the carers of the family. */
const FAMILY = `
  select k.iin from carer_candidate k where k.id = ? or k.partner_id = ? union select c.iin from carer c where c.family_id = ?`;

/** A candidate in the viewer's regions, held until the transaction ends; nobody's own, and no spouse's. */
export async function lockCandidate(em: EntityManager, viewer: Viewer, id: string, field = 'input.candidate'): Promise<CandidateRow> {
  const [found] = isPublicId(id) ? await em.execute<CandidateRow[]>(`${CANDIDATE} where k.public_id = ? for update`, [id]) : [];
  if (found === undefined) throw new Refused('UNKNOWN_CANDIDATE', field, 'No candidate is registered under this id, or none that is open to you.');
  if (viewer.iin !== null) {
    const family = await nationwide(em, () => em.execute<{ iin: string }[]>(FAMILY, [found.partnerId, found.id, found.familyId]));
    refuseOwn(viewer, [found.iin, ...family.map(({ iin }) => iin)]);
  }
  return found;
}

const notInThisState = (message: string): Refused => new Refused('NOT_IN_THIS_STATE', 'input.candidate', message);

/** One that a change is about, at the version that was read, and open. */
export async function lockOpenCandidate(em: EntityManager, viewer: Viewer, { candidate, expectedVersion }: CandidateChangeInput): Promise<CandidateRow> {
  const found = await lockCandidate(em, viewer, candidate);
  requireVersion(expectedVersion, found.version);
  if (found.status === 'CLOSED') throw notInThisState('The record is CLOSED: only papers and the yearly check are recorded in it.');
  return found;
}

/** Whether the civil registry has told of somebody's death: of a carer, or of a candidate whose record that closed. */
export const hasDied = (em: EntityManager, iin: string): Promise<boolean> =>
  nationwide(em, async () => (await em.execute<unknown[]>(`select 1 from carer where iin = ? and died_on is not null union all select 1 from carer_candidate where iin = ? and closing = 'DEATH' limit 1`, [iin, iin])).length > 0);

/**
 * The same of what goes on after the record was closed, because the child lives on with them: papers, bars and the yearly check. Not of
 * the dead, and not where a later record of the person has taken its place.
 */
export async function lockLastingCandidate(em: EntityManager, viewer: Viewer, { candidate, expectedVersion }: CandidateChangeInput): Promise<CandidateRow> {
  const found = await lockCandidate(em, viewer, candidate);
  requireVersion(expectedVersion, found.version);
  if (found.closing === 'DEATH' || (await hasDied(em, found.iin))) throw notInThisState('The person has died: nothing is done with the record any more.');
  const later = found.status === 'CLOSED' ? await nationwide(em, () => em.execute<unknown[]>('select 1 from carer_candidate where iin = ? and id > ? limit 1', [found.iin, found.id])) : [];
  if (later.length > 0) throw notInThisState('The record is CLOSED, and the person has a later one.');
  return found;
}

/** What a new candidate says. */
export interface NewCandidate extends Pick<CandidateRow, 'iin' | 'birthDate' | 'sex' | 'regionKato' | 'districtKato' | 'bodyBin' | 'forms' | 'languages' | 'preparedFor' | 'familyId' | 'partnerId'> {}

/** Adds a candidate with the first entry of the journal; the internal key. */
export async function insertCandidate(em: EntityManager, one: NewCandidate, note: JournalNote): Promise<string> {
  const [row] = await em.execute<{ id: string }[]>(
    `insert into carer_candidate (iin, birth_date, sex, region_kato, district_kato, body_bin, forms, status, registered_on, received_on, family_id, partner_id, source, languages, prepared_for)
     values (?, ?, ?, ?, ?, ?, ?::text[], 'REGISTERED', ?, ?, ?, ?, ?, ?::text[], ?::text[]) returning id::text`,
    [one.iin, one.birthDate, one.sex, one.regionKato, one.districtKato, one.bodyBin, textArray(one.forms), note.occurredOn, note.receivedOn, one.familyId, one.partnerId, note.source, textArray(one.languages), textArray(one.preparedFor)]);
  if (row === undefined) throw new Error('The databank took a candidate and gave it no key.');
  await record(em, row.id, { action: 'REGISTER', from: null, to: 'REGISTERED', version: 1 }, note);
  return row.id;
}

interface JournalEntry {
  readonly action: CarerCandidateAction;
  readonly from: CarerCandidateStatus | null;
  readonly to: CarerCandidateStatus;
  readonly version: number;
}

const record = (em: EntityManager, candidate: string, { action, from, to, version }: JournalEntry, { occurredOn, receivedOn, source, by }: JournalNote): Promise<unknown> =>
  em.execute('insert into carer_candidate_event (candidate_id, version, action, from_status, to_status, occurred_on, received_on, source, official, organisation) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    [candidate, version, action, from, to, occurredOn, receivedOn, source, by?.subject ?? null, by?.organisation ?? null]);

/** What a step changes beside the status; what is left out stays. */
export interface CandidateChange {
  readonly action: CarerCandidateAction;
  readonly to: CarerCandidateStatus;
  readonly checkedOn?: CivilDate | null;
  readonly languages?: readonly SpokenLanguage[] | undefined;
  readonly preparedFor?: readonly SpecialNeed[] | undefined;
  readonly familyId?: string | null;
  readonly closedOn?: CivilDate;
  readonly closing?: CarerCandidateClosing;
}

/** Takes a step: the candidate, the next version and the entry in the journal; the candidate as it is then. */
export async function changeCandidate(em: EntityManager, found: CandidateRow, change: CandidateChange, note: JournalNote): Promise<CandidateRow> {
  const { action, to, languages, preparedFor, checkedOn = null, familyId = null, closedOn = null, closing = null } = change;
  const version = found.version + 1;
  await em.execute(
    `update carer_candidate set status = ?, version = ?, checked_on = coalesce(?::date, checked_on), family_id = coalesce(?::bigint, family_id), languages = coalesce(?::text[], languages), prepared_for = coalesce(?::text[], prepared_for),
            closed_on = coalesce(?::date, closed_on), closing = coalesce(?, closing) where id = ?`, [to, version, checkedOn, familyId, languages === undefined ? null : textArray(languages), preparedFor === undefined ? null : textArray(preparedFor), closedOn, closing, found.id]);
  await record(em, found.id, { action, from: found.status, to, version }, note);
  return { ...found, status: to, version, checkedOn: checkedOn ?? found.checkedOn, familyId: familyId ?? found.familyId };
}

/** A paper that is to be recorded. */
export interface NewEvidence extends Evidence {
  readonly source: string;
}

export const insertEvidence = (em: EntityManager, candidate: string, { kind, holds, amount, people, child, validFrom, validTo, source }: NewEvidence): Promise<unknown> =>
  em.execute('insert into carer_evidence (candidate_id, kind, holds, amount, people, child_iin, valid_from, valid_to, source) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    [candidate, kind, holds, amount, people, child, validFrom, validTo ?? null, source]);

/** A decision about one form, as a step that was just taken made it. */
export const insertDecision = (
  em: EntityManager, { id, version }: CandidateRow, decision: { readonly form: CarerForm; readonly suitable: boolean; readonly grounds: readonly ConditionCode[]; readonly body: string | null }, { occurredOn, source }: JournalNote,
): Promise<unknown> =>
  em.execute('insert into carer_decision (candidate_id, form, suitable, grounds, decided_on, body_bin, version, source) values (?, ?, ?, ?::text[], ?, ?, ?, ?)',
    [id, decision.form, decision.suitable, textArray(decision.grounds), occurredOn, decision.body, version, source]);
