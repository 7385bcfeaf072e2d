import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../../../shared/access/nationwide.js';
import { definePathLoader } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import { textArray } from '../../../shared/database/text-array.js';
import { alignByKey, groupByKey } from '../../../shared/loader.js';
import type { PageRequest } from '../../../shared/pagination.js';
import { isPublicId } from '../../../shared/public-id.js';
import { onRegister } from '../access/register.service.js';
import { MAJORITY } from '../../reference/ages.js';
import { CHECKED_YEARLY } from '../../rules/candidate/capacity.js';
import type { CarerForm, ConditionCode } from '../../rules/candidate/condition.js';
import type { Evidence } from '../../rules/candidate/evidence.js';
import type { SpecialNeed, SpokenLanguage } from '../need/matching-codes.type.js';
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
  readonly languages: readonly SpokenLanguage[];
  readonly preparedFor: readonly SpecialNeed[];
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

export const CANDIDATE_COLUMNS = `k.id::text, k.public_id::text as "publicId", k.iin, k.birth_date as "birthDate", k.sex, k.region_kato as "regionKato", k.district_kato as "districtKato",
  k.body_bin as "bodyBin", to_json(k.forms) as forms, to_json(k.languages) as languages, to_json(k.prepared_for) as "preparedFor", k.status, k.registered_on as "registeredOn", k.received_on as "receivedOn", k.checked_on as "checkedOn",
  k.family_id::text as "familyId", k.partner_id::text as "partnerId", k.closed_on as "closedOn", k.closing, k.source, k.version`;

export const CANDIDATE = `select ${CANDIDATE_COLUMNS} from carer_candidate k`;

/** Candidates by internal key. */
export const candidateById = definePathLoader<string, CandidateRow | null>(onRegister, async (em, ids) =>
  alignByKey(ids, await em.execute<CandidateRow[]>(`${CANDIDATE} where k.id in (?)`, [[...ids]]), ({ id }) => id));

/** Candidates by the id that clients see. */
export const candidateByPublicId = definePathLoader<string, CandidateRow | null>(onRegister, async (em, ids) =>
  alignByKey(ids, await em.execute<CandidateRow[]>(`${CANDIDATE} where k.public_id = any (?::uuid[])`, [textArray(ids.filter(isPublicId))]), ({ publicId }) => publicId));

/** A paper, and whose it is. */
export interface EvidenceRow extends Evidence {
  readonly candidateId: string;
  readonly source: string;
}

export const EVIDENCE_COLUMNS = `e.candidate_id::text as "candidateId", e.kind, e.holds, e.amount::text, e.people, e.child_iin as child, e.valid_from as "validFrom", e.valid_to as "validTo", e.source`;

export const EVIDENCE = `select ${EVIDENCE_COLUMNS} from carer_evidence e`;

/** Papers in candidates' own records, in the order in which they were recorded. */
export const evidenceOf = definePathLoader<string, EvidenceRow[]>(onRegister, async (em, ids) =>
  groupByKey(ids, await em.execute<EvidenceRow[]>(`${EVIDENCE} where candidate_id in (?) order by id`, [[...ids]]), ({ candidateId }) => candidateId));

/** Whether somebody was found suitable in a form. */
export interface Decision {
  readonly form: CarerForm;
  readonly suitable: boolean;
  readonly decidedOn: CivilDate;
}

/** The same as the row has it. */
export interface DecisionRow extends Decision {
  readonly candidateId: string;
  readonly grounds: readonly ConditionCode[];
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
  readonly barredWithChildren: boolean | null;
}

/** A decision (`d`) about a candidate (`k`) that no later one about the form has replaced. */
const LAST = `d.candidate_id = k.id and not exists (select 1 from carer_decision l where l.candidate_id = k.id and l.form = d.form and l.id > d.id)`;

/** Guardian and trustee are one person: a decision about either is about a child (`p`) with either. */
const OF_FORM = `(d.form = p.form or (d.form in ('GUARDIANSHIP', 'TRUSTEESHIP') and p.form in ('GUARDIANSHIP', 'TRUSTEESHIP')))`;

/** A child who lives with the family of the candidate, or is to: whoever came of age is none, whether the placement was ended or not. */
const CHILD = `placement p left join known_child c on c.iin = p.iin
   where p.family_id = k.family_id and p.valid_to is null and (c.birth_date is null or extract(year from age(?::date, c.birth_date)) < ${MAJORITY})`;

const WITH_CHILDREN = `exists (select 1 from ${CHILD})`;

/** A later record of the person has the last word on the forms that are decided in it. */
const DECIDED_SINCE = `exists (select 1 from carer_candidate x join carer_decision l on l.candidate_id = x.id where x.iin = k.iin and x.id > k.id
     and (l.form = p.form or (l.form in ('GUARDIANSHIP', 'TRUSTEESHIP') and p.form in ('GUARDIANSHIP', 'TRUSTEESHIP'))))`;

const BARRED = `exists (select 1 from ${CHILD} and exists (select 1 from carer_decision d where ${LAST} and ${OF_FORM} and not d.suitable)
   and not exists (select 1 from carer_decision d where ${LAST} and ${OF_FORM} and d.suitable) and not ${DECIDED_SINCE})`;

/** A form that is confirmed yearly was last on a day before; also in a record that was closed while the child lives on with them. */
const CHECK_DUE = `exists (select 1 from carer_decision d where ${LAST} and d.suitable and d.form in (${CHECKED_YEARLY.map((form) => `'${form}'`).join(', ')}) and d.decided_on + interval '1 year' < ?::date)
   and (k.status = 'SUITABLE' or (k.status = 'CLOSED' and k.closing <> 'DEATH' and ${WITH_CHILDREN} and not exists (select 1 from carer_candidate l where l.iin = k.iin and l.id > k.id)))`;

/** Who asks for a list: in which regions (`*` is the country), on which day. */
export interface ListAsker {
  readonly regions: readonly string[];
  readonly today: CivilDate;
}

/**
 * Register path: candidates of the regions in scope, ordered by an internal key; one row more than the page. Whether children live with
 * them is asked wherever those were placed: the keys are looked up past the regions, by the regions that they are kept in, and the rows
 * then within them.
 */
export async function listCandidates(em: EntityManager, where: CandidateConditions, { regions, today }: ListAsker, { limit, after }: PageRequest): Promise<CandidateRow[]> {
  const keys = await nationwide(em, () => em.execute<{ id: string }[]>(
    `select k.id::text from carer_candidate k
      where k.id > ? and (?::boolean or k.region_kato = any (?::text[]))
        and (?::text is null or k.status = ?) and (?::text is null or k.region_kato = ?) and (?::text is null or k.district_kato = ?)
        and (?::text is null or (k.status = 'SUITABLE' and exists (select 1 from carer_decision d where ${LAST} and d.form = ? and d.suitable)))
        and (?::date is null or (${CHECK_DUE}))
        and (?::boolean is null or ${WITH_CHILDREN} = ?)
        and (?::boolean is null or ${BARRED} = ?)
      order by k.id limit ?`,
    [after ?? '0', regions.includes('*'), textArray(regions.filter((region) => region !== '*')), where.status, where.status, where.regionKato, where.regionKato, where.districtKato, where.districtKato, where.suitableFor, where.suitableFor,
      where.checkDueBefore, where.checkDueBefore, today, where.withChildren, today, where.withChildren, where.barredWithChildren, today, where.barredWithChildren, limit + 1]));
  return keys.length === 0 ? [] : em.execute<CandidateRow[]>(`${CANDIDATE} where k.id in (?) order by k.id`, [keys.map(({ id }) => id)]);
}
