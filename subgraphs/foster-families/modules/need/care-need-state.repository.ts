import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { textArray } from '../../../shared/database/text-array.js';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import type { PlacementReason } from '../placement/placement-reason.type.js';
import { dueBy } from '../../reference/care-terms.js';
import type { SpecialNeed, SpokenLanguage } from './matching-codes.type.js';
import type { CareNeedAction, CareNeedClosing, CareNeedNotifier, CareNeedStatus } from './care-need-codes.type.js';
import { CARE_NEED, type CareNeedRow } from './care-need.repository.js';

/** Records by a condition on `care_need n`, in sight of this transaction, oldest first. */
export const careNeedsWhere = (em: EntityManager, condition: string, parameters: readonly unknown[]): Promise<CareNeedRow[]> =>
  em.execute<CareNeedRow[]>(`${CARE_NEED} where ${condition} order by n.id`, [...parameters]);

/** What a new record says. */
export interface NewCareNeed {
  readonly iin: string;
  readonly notifier: CareNeedNotifier;
  readonly reasons: readonly PlacementReason[];
  readonly regionKato: string;
  readonly districtKato: string;
  readonly bodyBin: string;
  readonly majorityOn: CivilDate;
  readonly language?: SpokenLanguage | null;
  readonly needs?: readonly SpecialNeed[];
  /** First day in the institution where the child lives; left out without one. */
  readonly placedOn?: CivilDate | null;
}

const INSERT = `
  insert into care_need (iin, status, notifier, reasons, region_kato, district_kato, body_bin, identified_on, received_on, majority_on, placed_on, primary_by, place_by, source, language, needs)
  values (?, 'IDENTIFIED', ?, ?::text[], ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::text[]) returning id::text`;

/** Adds a record with the first entry of its journal; its internal key. */
export async function insertCareNeed(em: EntityManager, one: NewCareNeed, note: JournalNote): Promise<string> {
  const { iin, notifier, reasons, regionKato, districtKato, bodyBin, majorityOn, placedOn = null, language = null, needs = [] } = one;
  const { occurredOn, receivedOn, source } = note;
  const [row] = await em.execute<{ id: string }[]>(INSERT, [iin, notifier, textArray(reasons), regionKato, districtKato, bodyBin, occurredOn, receivedOn, majorityOn, placedOn,
    dueBy('PRIMARY_RECORD', occurredOn), dueBy('PLACEMENT', receivedOn), source, language, textArray(needs)]);
  if (row === undefined) throw new Error('The databank took a record and gave it no key.');
  await record(em, row.id, { action: 'IDENTIFY', from: null, to: 'IDENTIFIED', version: 1 }, note);
  return row.id;
}

interface JournalEntry {
  readonly action: CareNeedAction;
  readonly from: CareNeedStatus | null;
  readonly to: CareNeedStatus;
  readonly version: number;
}

const record = (em: EntityManager, needId: string, { action, from, to, version }: JournalEntry, { occurredOn, receivedOn, source, by }: JournalNote): Promise<unknown> =>
  em.execute('insert into care_need_event (need_id, version, action, from_status, to_status, occurred_on, received_on, source, official, organisation) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    [needId, version, action, from, to, occurredOn, receivedOn, source, by?.subject ?? null, by?.organisation ?? null]);

/** What a step changes beside the status; what is left out stays. */
export interface CareNeedChange {
  readonly action: CareNeedAction;
  readonly to: CareNeedStatus;
  readonly reasons?: readonly PlacementReason[] | undefined;
  readonly language?: SpokenLanguage | undefined;
  readonly needs?: readonly SpecialNeed[] | undefined;
  readonly hospitalBin?: string;
  readonly admittedOn?: CivilDate;
  readonly dischargeBy?: CivilDate;
  readonly dischargedOn?: CivilDate;
  readonly primaryOn?: CivilDate;
  readonly regionalBy?: CivilDate;
  readonly regionalOn?: CivilDate;
  readonly centralBy?: CivilDate;
  readonly centralOn?: CivilDate;
  /** First day in an institution; one that stands already stays. Null where the child has left it. */
  readonly placedOn?: CivilDate | null;
  readonly placeBy?: CivilDate;
  readonly closedOn?: CivilDate;
  readonly closing?: CareNeedClosing;
}

const UPDATE = `
  update care_need set status = ?, version = version + 1, reasons = coalesce(?::text[], reasons), language = coalesce(?, language), needs = coalesce(?::text[], needs), hospital_bin = coalesce(?, hospital_bin), admitted_on = coalesce(?::date, admitted_on),
         discharge_by = coalesce(?::date, discharge_by), discharged_on = coalesce(?::date, discharged_on), primary_on = coalesce(?::date, primary_on),
         regional_by = coalesce(?::date, regional_by), regional_on = coalesce(?::date, regional_on), central_by = coalesce(?::date, central_by),
         central_on = coalesce(?::date, central_on), placed_on = case when ? then null else coalesce(placed_on, ?::date) end, place_by = coalesce(?::date, place_by), closed_on = coalesce(?::date, closed_on), closing = coalesce(?, closing)
   where id = ?`;

/** Takes a step: the record, its next version and the entry in its journal. */
export async function changeCareNeed(em: EntityManager, { id, status, version }: CareNeedRow, change: CareNeedChange, note: JournalNote): Promise<void> {
  const { action, to, reasons, language, needs, hospitalBin, admittedOn, dischargeBy, dischargedOn, primaryOn, regionalBy, regionalOn, centralBy, centralOn, placedOn, placeBy, closedOn, closing } = change;
  const cells = [hospitalBin, admittedOn, dischargeBy, dischargedOn, primaryOn, regionalBy, regionalOn, centralBy, centralOn, placedOn === null, placedOn, placeBy, closedOn, closing].map((cell) => cell ?? null);
  await em.execute(UPDATE, [to, reasons === undefined ? null : textArray(reasons), language ?? null, needs === undefined ? null : textArray(needs), ...cells, id]);
  await record(em, id, { action, from: status, to, version: version + 1 }, note);
}

/** Closes a record, on no day before the child was identified. */
export const closeCareNeed = (em: EntityManager, found: CareNeedRow, closing: CareNeedClosing, note: JournalNote): Promise<void> =>
  changeCareNeed(em, found, { action: 'CLOSE', to: 'CLOSED', closedOn: note.occurredOn < found.identifiedOn ? found.identifiedOn : note.occurredOn, closing }, note);
