import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { isPublicId } from '../../../shared/public-id.js';
import type { BenefitProgrammeCode } from '../programme/programme-code.type.js';
import type { BenefitCaseAction, BenefitCaseState, BenefitRefusalReason } from './case-codes.type.js';
import { CASE, CASE_CHILD, type CaseChildRow, type CaseRow } from './case.repository.js';

/** A case in the viewer's regions, held until the transaction ends: two officials decide one after the other. */
export async function lockCase(em: EntityManager, id: string): Promise<CaseRow> {
  const [found] = isPublicId(id) ? await em.execute<CaseRow[]>(`${CASE} from benefit_case k where k.public_id = ? for update`, [id]) : [];
  if (found === undefined) throw new Refused('UNKNOWN_CASE', 'input.case', 'No case is on record under this id, or none that is open to you.');
  return found;
}

/** The children of a case. */
export const readChildren = (em: EntityManager, caseId: string): Promise<CaseChildRow[]> => em.execute<CaseChildRow[]>(`${CASE_CHILD} where c.case_id = ? order by c.id`, [caseId]);

/** What a new case says. */
export interface NewCase {
  readonly programme: BenefitProgrammeCode;
  readonly proactive: boolean;
  readonly recipientIin: string;
  readonly regionKato: string;
  readonly state: 'OFFERED' | 'SUBMITTED';
  readonly occurredOn: CivilDate;
  readonly receivedOn: CivilDate;
  readonly appliedOn: CivilDate | null;
  readonly expiresOn: CivilDate | null;
  readonly noticeBy: CivilDate | null;
  readonly decideBy: CivilDate | null;
  readonly children: readonly Omit<CaseChildRow, 'caseId'>[];
}

const INSERT = `
  insert into benefit_case (programme, proactive, recipient_iin, region_kato, state, occurred_on, received_on, applied_on, expires_on, notice_by, decide_by)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id::text`;

/** Adds a case with its children and the first entry of its journal; its internal key. */
export async function insertCase(em: EntityManager, one: NewCase, note: JournalNote): Promise<string> {
  const { programme, proactive, recipientIin, regionKato, state, occurredOn, receivedOn, appliedOn, expiresOn, noticeBy, decideBy } = one;
  const [row] = await em.execute<{ id: string }[]>(INSERT, [programme, proactive, recipientIin, regionKato, state, occurredOn, receivedOn, appliedOn, expiresOn, noticeBy, decideBy]);
  if (row === undefined) throw new Error('The register took a case and gave it no key.');
  for (const { iin, birthDate, fullTimeStudent } of one.children) {
    await em.execute('insert into benefit_case_child (case_id, programme, region_kato, iin, birth_date, full_time_student) values (?, ?, ?, ?, ?, ?)',
      [row.id, programme, regionKato, iin, birthDate, fullTimeStudent]);
  }
  await record(em, row.id, { action: proactive ? 'OFFER' : 'SUBMIT', from: null, to: state, version: 1, reason: null }, note);
  return row.id;
}

interface JournalEntry {
  readonly action: BenefitCaseAction;
  readonly from: BenefitCaseState | null;
  readonly to: BenefitCaseState;
  readonly version: number;
  readonly reason: BenefitRefusalReason | null;
}

const record = (em: EntityManager, caseId: string, { action, from, to, version, reason }: JournalEntry, { occurredOn, receivedOn, source, by }: JournalNote): Promise<unknown> =>
  em.execute(
    `insert into benefit_case_event (case_id, version, action, from_state, to_state, reason, occurred_on, received_on, source, account, organisation)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [caseId, version, action, from, to, reason, occurredOn, receivedOn, source, by?.subject ?? null, by?.organisation ?? null]);

/** What a step changes in a case; what is left out stays. */
export interface CaseChange {
  readonly action: BenefitCaseAction;
  readonly to: BenefitCaseState;
  readonly programme?: BenefitProgrammeCode;
  readonly appliedOn?: CivilDate;
  readonly noticeBy?: CivilDate;
  readonly documentsBy?: CivilDate;
  readonly decideBy?: CivilDate;
  readonly decidedOn?: CivilDate;
  readonly decidingBody?: string | null;
  readonly reason?: BenefitRefusalReason;
  readonly awardId?: string;
}

const UPDATE = `
  update benefit_case set state = ?, version = version + 1, programme = coalesce(?, programme), applied_on = coalesce(?::date, applied_on), notice_by = coalesce(?::date, notice_by),
         documents_by = coalesce(?::date, documents_by), decide_by = coalesce(?::date, decide_by), decided_on = coalesce(?::date, decided_on),
         deciding_body = coalesce(?, deciding_body), reason = coalesce(?, reason), award_id = coalesce(?::bigint, award_id)
   where id = ?`;

/** Takes a step: the case, its next version and the entry in its journal. */
export async function changeCase(em: EntityManager, { id, state, version }: CaseRow, change: CaseChange, note: JournalNote): Promise<void> {
  const { action, to, programme, appliedOn, noticeBy, documentsBy, decideBy, decidedOn, decidingBody, reason, awardId } = change;
  const cells = [programme, appliedOn, noticeBy, documentsBy, decideBy, decidedOn, decidingBody, reason, awardId].map((cell) => cell ?? null);
  await em.execute(UPDATE, [to, ...cells, id]);
  await record(em, id, { action, from: state, to, version: version + 1, reason: reason ?? null }, note);
}
