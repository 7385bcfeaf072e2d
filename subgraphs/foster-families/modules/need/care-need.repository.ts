import type { EntityManager } from '@mikro-orm/postgresql';
import { definePathLoader } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import { textArray } from '../../../shared/database/text-array.js';
import { alignByKey, groupByKey } from '../../../shared/loader.js';
import type { PageRequest } from '../../../shared/pagination.js';
import { isPublicId } from '../../../shared/public-id.js';
import { onRegister } from '../access/register.service.js';
import type { PlacementReason } from '../placement/placement-reason.type.js';
import type { SpecialNeed, SpokenLanguage } from './matching-codes.type.js';
import type { CareDocumentKind, CareNeedAction, CareNeedClosing, CareNeedNotifier, CareNeedStatus } from './care-need-codes.type.js';

/** A child's record in the databank as its row has it. */
export interface CareNeedRow {
  /** Internal key. */
  readonly id: string;
  readonly publicId: string;
  readonly iin: string;
  readonly status: CareNeedStatus;
  readonly notifier: CareNeedNotifier;
  readonly reasons: readonly PlacementReason[];
  /** Null where nobody has said. */
  readonly language: SpokenLanguage | null;
  readonly needs: readonly SpecialNeed[];
  readonly regionKato: string;
  readonly districtKato: string;
  readonly bodyBin: string;
  readonly identifiedOn: CivilDate;
  readonly receivedOn: CivilDate;
  /** The day on which the child comes of age. */
  readonly majorityOn: CivilDate;
  readonly hospitalBin: string | null;
  readonly admittedOn: CivilDate | null;
  readonly dischargedOn: CivilDate | null;
  readonly primaryOn: CivilDate | null;
  readonly regionalOn: CivilDate | null;
  readonly centralOn: CivilDate | null;
  /** Last days of the terms that run or ran; null where none does. */
  readonly dischargeBy: CivilDate | null;
  readonly primaryBy: CivilDate;
  readonly regionalBy: CivilDate | null;
  readonly centralBy: CivilDate | null;
  readonly placeBy: CivilDate;
  /** First day in an institution, which represents the child meanwhile (122(4)). */
  readonly placedOn: CivilDate | null;
  readonly closedOn: CivilDate | null;
  readonly closing: CareNeedClosing | null;
  readonly source: string;
  readonly version: number;
}

export const CARE_NEED = `select n.id::text, n.public_id::text as "publicId", n.iin, n.status, n.notifier, to_json(n.reasons) as reasons, n.language, to_json(n.needs) as needs, n.region_kato as "regionKato",
  n.district_kato as "districtKato", n.body_bin as "bodyBin", n.identified_on as "identifiedOn", n.received_on as "receivedOn", n.majority_on as "majorityOn",
  n.hospital_bin as "hospitalBin", n.admitted_on as "admittedOn", n.discharged_on as "dischargedOn", n.primary_on as "primaryOn", n.regional_on as "regionalOn",
  n.central_on as "centralOn", n.discharge_by as "dischargeBy", n.primary_by as "primaryBy", n.regional_by as "regionalBy", n.central_by as "centralBy",
  n.place_by as "placeBy", n.placed_on as "placedOn", n.closed_on as "closedOn", n.closing, n.source, n.version from care_need n`;

/** Records by internal key. */
export const careNeedById = definePathLoader<string, CareNeedRow | null>(onRegister, async (em, ids) =>
  alignByKey(ids, await em.execute<CareNeedRow[]>(`${CARE_NEED} where n.id in (?)`, [[...ids]]), ({ id }) => id));

/** Records by the id that clients see. */
export const careNeedByPublicId = definePathLoader<string, CareNeedRow | null>(onRegister, async (em, ids) =>
  alignByKey(ids, await em.execute<CareNeedRow[]>(`${CARE_NEED} where n.public_id = any (?::uuid[])`, [textArray(ids.filter(isPublicId))]), ({ publicId }) => publicId));

/** A paper that a record refers to. */
export interface CareDocumentRow {
  readonly needId: string;
  readonly kind: CareDocumentKind;
  readonly reference: string;
  readonly issuedOn: CivilDate;
}

/** The papers of records, in the order in which they were added. */
export const documentsOfNeed = definePathLoader<string, CareDocumentRow[]>(onRegister, async (em, ids) => {
  const rows = await em.execute<CareDocumentRow[]>(
    'select need_id::text as "needId", kind, reference, issued_on as "issuedOn" from care_need_document where need_id in (?) order by id', [[...ids]]);
  return groupByKey(ids, rows, ({ needId }) => needId);
});

/** An entry of a record's journal. */
export interface CareNeedEventRow {
  readonly needId: string;
  readonly version: number;
  readonly action: CareNeedAction;
  readonly fromStatus: CareNeedStatus | null;
  readonly toStatus: CareNeedStatus;
  readonly occurredOn: CivilDate;
  readonly receivedOn: CivilDate;
  readonly source: string;
  readonly organisation: string | null;
  readonly recordedAt: string;
}

/** The journals of records, each in the order in which it was written. */
export const eventsOfNeed = definePathLoader<string, CareNeedEventRow[]>(onRegister, async (em, ids) => {
  const rows = await em.execute<CareNeedEventRow[]>(
    `select need_id::text as "needId", version, action, from_status as "fromStatus", to_status as "toStatus", occurred_on as "occurredOn", received_on as "receivedOn",
            source, organisation, recorded_at as "recordedAt" from care_need_event where need_id in (?) order by need_id, version`, [[...ids]]);
  return groupByKey(ids, rows, ({ needId }) => needId);
});

/** What a list of records may be narrowed by; null means no condition. */
export interface CareNeedConditions {
  readonly status: CareNeedStatus | null;
  readonly regionKato: string | null;
  readonly districtKato: string | null;
  readonly iin: string | null;
  readonly overdue: boolean | null;
}

/** As `statusOn` has it. */
const STATUS = `case when n.majority_on <= ?::date then 'CLOSED' else n.status end`;

/** As `deadlinesOf` has it: a term whose last day has passed and that nothing has ended. */
const OVERDUE = `coalesce(n.closed_on is null and n.majority_on > ?::date and (
  (n.primary_on is null and n.primary_by < ?::date) or (n.discharged_on is null and n.discharge_by < ?::date) or (n.regional_on is null and n.regional_by < ?::date)
  or (n.central_on is null and n.central_by < ?::date) or (n.placed_on is null and n.place_by < ?::date)), false)`;

/** Register path: records of the regions in scope, ordered by an internal key; one row more than the page. */
export const listCareNeeds = (em: EntityManager, where: CareNeedConditions, today: CivilDate, { limit, after }: PageRequest): Promise<CareNeedRow[]> =>
  em.execute<CareNeedRow[]>(
    `${CARE_NEED} where n.id > ? and (?::text is null or ${STATUS} = ?) and (?::text is null or n.region_kato = ?) and (?::text is null or n.district_kato = ?)
        and (?::text is null or n.iin = ?) and (?::boolean is null or ${OVERDUE} = ?)
      order by n.id limit ?`,
    [after ?? '0', where.status, today, where.status, where.regionKato, where.regionKato, where.districtKato, where.districtKato, where.iin, where.iin,
      where.overdue, ...Array.from({ length: 6 }, () => today), where.overdue, limit + 1]);
