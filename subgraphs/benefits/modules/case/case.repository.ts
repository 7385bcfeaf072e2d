import type { EntityManager } from '@mikro-orm/postgresql';
import { definePathLoader } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import { textArray } from '../../../shared/database/text-array.js';
import { alignByKey, groupByKey } from '../../../shared/loader.js';
import type { PageRequest } from '../../../shared/pagination.js';
import { isPublicId } from '../../../shared/public-id.js';
import { onRegister } from '../access/register.service.js';
import type { BenefitProgrammeCode } from '../programme/programme-code.type.js';
import type { BenefitCaseAction, BenefitCaseState, BenefitRefusalReason } from './case-codes.type.js';

/** A case as its row has it. */
export interface CaseRow {
  /** Internal key. */
  readonly id: string;
  readonly publicId: string;
  readonly programme: BenefitProgrammeCode;
  readonly proactive: boolean;
  readonly recipientIin: string;
  readonly regionKato: string;
  readonly state: BenefitCaseState;
  readonly occurredOn: CivilDate;
  readonly receivedOn: CivilDate;
  readonly appliedOn: CivilDate | null;
  readonly expiresOn: CivilDate | null;
  readonly noticeBy: CivilDate | null;
  readonly documentsBy: CivilDate | null;
  readonly decideBy: CivilDate | null;
  readonly decidedOn: CivilDate | null;
  readonly decidingBody: string | null;
  readonly reason: BenefitRefusalReason | null;
  /** Internal key of the award. */
  readonly awardId: string | null;
  readonly version: number;
}

export const CASE = `select k.id::text, k.public_id::text as "publicId", k.programme, k.proactive, k.recipient_iin as "recipientIin", k.region_kato as "regionKato",
  k.state, k.occurred_on as "occurredOn", k.received_on as "receivedOn", k.applied_on as "appliedOn", k.expires_on as "expiresOn", k.notice_by as "noticeBy",
  k.documents_by as "documentsBy", k.decide_by as "decideBy", k.decided_on as "decidedOn", k.deciding_body as "decidingBody", k.reason, k.award_id::text as "awardId", k.version`;

/** Cases about a child, newest first. */
export const casesOfChild = definePathLoader<string, CaseRow[]>(onRegister, async (em, iins) => {
  const rows = await em.execute<(CaseRow & { readonly iin: string })[]>(
    `${CASE}, c.iin from benefit_case_child c join benefit_case k on k.id = c.case_id where c.iin in (?) order by k.id desc`, [[...iins]]);
  return groupByKey(iins, rows, ({ iin }) => iin);
});

/** Cases by internal key. */
export const caseById = definePathLoader<string, CaseRow | null>(onRegister, async (em, ids) =>
  alignByKey(ids, await em.execute<CaseRow[]>(`${CASE} from benefit_case k where k.id in (?)`, [[...ids]]), ({ id }) => id));

/** Cases by the id that clients see. */
export const caseByPublicId = definePathLoader<string, CaseRow | null>(onRegister, async (em, ids) =>
  alignByKey(ids, await em.execute<CaseRow[]>(`${CASE} from benefit_case k where k.public_id = any (?::uuid[])`, [textArray(ids.filter(isPublicId))]), ({ publicId }) => publicId));

/** A child that a case is for. */
export interface CaseChildRow {
  readonly caseId: string;
  readonly iin: string;
  readonly birthDate: CivilDate;
  readonly fullTimeStudent: boolean;
}

export const CASE_CHILD = `select c.case_id::text as "caseId", c.iin, c.birth_date as "birthDate", c.full_time_student as "fullTimeStudent" from benefit_case_child c`;

/** The children of a case. */
export const childrenOfCase = definePathLoader<string, CaseChildRow[]>(onRegister, async (em, ids) =>
  groupByKey(ids, await em.execute<CaseChildRow[]>(`${CASE_CHILD} where c.case_id in (?) order by c.id`, [[...ids]]), ({ caseId }) => caseId));

/** An entry of a case's journal. */
export interface CaseEventRow {
  readonly caseId: string;
  readonly version: number;
  readonly action: BenefitCaseAction;
  readonly fromState: BenefitCaseState | null;
  readonly toState: BenefitCaseState;
  readonly reason: BenefitRefusalReason | null;
  readonly occurredOn: CivilDate;
  readonly receivedOn: CivilDate;
  readonly source: string;
  readonly organisation: string | null;
  readonly recordedAt: string;
}

/** The journals of cases, each in the order in which it was written. */
export const eventsOfCase = definePathLoader<string, CaseEventRow[]>(onRegister, async (em, ids) => {
  const rows = await em.execute<CaseEventRow[]>(
    `select case_id::text as "caseId", version, action, from_state as "fromState", to_state as "toState", reason, occurred_on as "occurredOn", received_on as "receivedOn",
            source, organisation, recorded_at as "recordedAt" from benefit_case_event where case_id in (?) order by case_id, version`, [[...ids]]);
  return groupByKey(ids, rows, ({ caseId }) => caseId);
});

/** What a list of cases may be narrowed by; null means no condition. */
export interface CaseConditions {
  readonly programme: BenefitProgrammeCode | null;
  readonly state: BenefitCaseState | null;
  readonly regionKato: string | null;
  readonly childIin: string | null;
  readonly recipientIin: string | null;
  readonly dueBefore: CivilDate | null;
}

/** As `stateOn` has it. */
const STATE = `case when k.state = 'OFFERED' and k.expires_on < ?::date then 'EXPIRED' else k.state end`;

/** Register path: cases of the regions in scope, ordered by an internal key; one row more than the page. */
export const listCases = (em: EntityManager, where: CaseConditions, today: CivilDate, { limit, after }: PageRequest): Promise<CaseRow[]> =>
  em.execute<CaseRow[]>(
    `${CASE} from benefit_case k
      where k.id > ? and (?::text is null or k.programme = ?) and (?::text is null or ${STATE} = ?) and (?::text is null or k.region_kato = ?)
        and (?::text is null or k.recipient_iin = ?)
        and (?::date is null or (k.decided_on is null and k.decide_by < ?))
        and (?::text is null or exists (select 1 from benefit_case_child c where c.case_id = k.id and c.iin = ?))
      order by k.id limit ?`,
    [after ?? '0', where.programme, where.programme, where.state, today, where.state, where.regionKato, where.regionKato, where.recipientIin, where.recipientIin,
      where.dueBefore, where.dueBefore, where.childIin, where.childIin, limit + 1]);
