import type { EntityManager } from '@mikro-orm/postgresql';
import { definePathLoader } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import { textArray } from '../../../shared/database/text-array.js';
import { alignByKey, groupByKey } from '../../../shared/loader.js';
import type { PageRequest } from '../../../shared/pagination.js';
import { isPublicId } from '../../../shared/public-id.js';
import { onRegister } from '../access/register.service.js';
import type { CarerForm, ConditionCode } from '../../rules/candidate/condition.js';
import type { Evidence } from '../../rules/candidate/evidence.js';
import type { CarerCandidateAction, CarerCandidateClosing, CarerCandidateStatus } from './candidate-codes.type.js';

/** A candidate as the row has it. */
export interface CandidateRow {
  /** Internal key. */
  readonly id: string;
  readonly publicId: string;
  readonly iin: string;
  readonly birthDate: CivilDate;
  readonly sex: 'FEMALE' | 'MALE';
  readonly regionKato: string;
  readonly districtKato: string;
  readonly bodyBin: string;
  readonly forms: readonly CarerForm[];
  readonly status: CarerCandidateStatus;
  readonly registeredOn: CivilDate;
  readonly receivedOn: CivilDate;
  /** The last decision in favour, or yearly check. */
  readonly checkedOn: CivilDate | null;
  /** Internal keys. */
  readonly familyId: string | null;
  readonly partnerId: string | null;
  readonly closedOn: CivilDate | null;
  readonly closing: CarerCandidateClosing | null;
  readonly source: string;
  readonly version: number;
}

export const CANDIDATE = `select k.id::text, k.public_id::text as "publicId", k.iin, k.birth_date as "birthDate", k.sex, k.region_kato as "regionKato", k.district_kato as "districtKato",
  k.body_bin as "bodyBin", to_json(k.forms) as forms, k.status, k.registered_on as "registeredOn", k.received_on as "receivedOn", k.checked_on as "checkedOn",
  k.family_id::text as "familyId", k.partner_id::text as "partnerId", k.closed_on as "closedOn", k.closing, k.source, k.version from carer_candidate k`;

/** Candidates by internal key. */
export const candidateById = definePathLoader<string, CandidateRow | null>(onRegister, async (em, ids) =>
  alignByKey(ids, await em.execute<CandidateRow[]>(`${CANDIDATE} where k.id in (?)`, [[...ids]]), ({ id }) => id));

/** Candidates by the id that clients see. */
export const candidateByPublicId = definePathLoader<string, CandidateRow | null>(onRegister, async (em, ids) =>
  alignByKey(ids, await em.execute<CandidateRow[]>(`${CANDIDATE} where k.public_id = any (?::uuid[])`, [textArray(ids.filter(isPublicId))]), ({ publicId }) => publicId));

/** A paper, and whose it is. */
export interface EvidenceRow extends Evidence {
  readonly candidateId: string;
}

export const EVIDENCE = `select candidate_id::text as "candidateId", kind, holds, amount::text, people, valid_from as "validFrom", valid_to as "validTo", source from carer_evidence`;

/** Papers about candidates, in the order in which they were recorded. */
export const evidenceOf = definePathLoader<string, EvidenceRow[]>(onRegister, async (em, ids) =>
  groupByKey(ids, await em.execute<EvidenceRow[]>(`${EVIDENCE} where candidate_id in (?) order by id`, [[...ids]]), ({ candidateId }) => candidateId));

/** A decision about one form. */
export interface DecisionRow {
  readonly candidateId: string;
  readonly form: CarerForm;
  readonly suitable: boolean;
  readonly grounds: readonly ConditionCode[];
  readonly decidedOn: CivilDate;
  readonly bodyBin: string | null;
  readonly source: string;
}

export const DECISION = `select candidate_id::text as "candidateId", form, suitable, to_json(grounds) as grounds, decided_on as "decidedOn", body_bin as "bodyBin", source from carer_decision`;

/** Decisions about candidates, in the order in which they were made. */
export const decisionsOf = definePathLoader<string, DecisionRow[]>(onRegister, async (em, ids) =>
  groupByKey(ids, await em.execute<DecisionRow[]>(`${DECISION} where candidate_id in (?) order by id`, [[...ids]]), ({ candidateId }) => candidateId));

/** An entry of a candidate's journal. */
export interface CandidateEventRow {
  readonly candidateId: string;
  readonly version: number;
  readonly action: CarerCandidateAction;
  readonly fromStatus: CarerCandidateStatus | null;
  readonly toStatus: CarerCandidateStatus;
  readonly occurredOn: CivilDate;
  readonly receivedOn: CivilDate;
  readonly source: string;
  readonly organisation: string | null;
  readonly recordedAt: string;
}

/** The journals of candidates. */
export const eventsOfCandidate = definePathLoader<string, CandidateEventRow[]>(onRegister, async (em, ids) => {
  const rows = await em.execute<CandidateEventRow[]>(
    `select candidate_id::text as "candidateId", version, action, from_status as "fromStatus", to_status as "toStatus", occurred_on as "occurredOn", received_on as "receivedOn",
            source, organisation, recorded_at as "recordedAt" from carer_candidate_event where candidate_id in (?) order by candidate_id, version`, [[...ids]]);
  return groupByKey(ids, rows, ({ candidateId }) => candidateId);
});

/** What a list of candidates may be narrowed by; null means no condition. */
export interface CandidateConditions {
  readonly status: CarerCandidateStatus | null;
  readonly regionKato: string | null;
  readonly districtKato: string | null;
  readonly suitableFor: CarerForm | null;
  readonly checkDueBefore: CivilDate | null;
  readonly withChildren: boolean | null;
}

/** The last decision about a form counts. */
const SUITABLE = `(select d.suitable from carer_decision d where d.candidate_id = k.id and d.form = ? order by d.id desc limit 1)`;

/** Children who live with the family now, where they are in the regions of whoever asks. */
const WITH_CHILDREN = `exists (select 1 from placement p where p.family_id = k.family_id and p.valid_to is null and p.awaited_event is null)`;

/** Register path: candidates of the regions in scope, ordered by an internal key; one row more than the page. */
export const listCandidates = (em: EntityManager, where: CandidateConditions, { limit, after }: PageRequest): Promise<CandidateRow[]> =>
  em.execute<CandidateRow[]>(
    `${CANDIDATE} where k.id > ? and (?::text is null or k.status = ?) and (?::text is null or k.region_kato = ?) and (?::text is null or k.district_kato = ?)
        and (?::text is null or (k.status = 'SUITABLE' and ${SUITABLE})) and (?::date is null or (k.status = 'SUITABLE' and k.checked_on + interval '1 year' < ?::date))
        and (?::boolean is null or ${WITH_CHILDREN} = ?)
      order by k.id limit ?`,
    [after ?? '0', where.status, where.status, where.regionKato, where.regionKato, where.districtKato, where.districtKato, where.suitableFor, where.suitableFor,
      where.checkDueBefore, where.checkDueBefore, where.withChildren, where.withChildren, limit + 1]);
