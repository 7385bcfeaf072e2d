import type { ExternalFacts } from '../../../shared/access/external-child.type.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { birthdayAt, holdsOn } from '../../../shared/dated.js';
import { clientError, withheld } from '../../../shared/errors.js';
import { openedToOfficials } from '../access/officials.js';
import { stayOn } from '../life/stay.js';
import { formOn } from '../form/placement-form.repository.js';
import type { PlacementRecord } from '../placement/placement-record.js';
import { tookEffect } from '../placement/placement-status.type.js';
import type { PlacementRow } from '../placement/placement.entity.js';
import { toPlacement } from '../placement/placement.type.js';
import type { OpenedPlacement } from '../review/review.service.js';
import { placementsOf } from '../placement/placement.repository.js';
import { nextReportOn } from './report-dates.js';

/** A child's record here. */
export interface CareRecord extends PlacementRecord {
  /** True where some of the child's rows may be out of view: then nothing is said about a day without a row. */
  readonly partial: boolean;
}

/** The one of a child's placements that it lives in on a day; a guest stay is none. */
export const livesIn = (rows: readonly PlacementRow[], day: CivilDate): PlacementRow | null => rows.find((one) => one.form !== 'GUEST' && tookEffect(one) && holdsOn(one, day)) ?? null;

/** The placement that a child lives in on a day. */
export async function placementOn(record: CareRecord, day: CivilDate, context: SubgraphContext): Promise<PlacementRow | null> {
  const row = livesIn(await placementsOf(context, record.path).load(record.iin), day);
  if (row === null && record.partial) throw withheld('OUT_OF_VIEW');
  return row;
}

/** The placement of today, for officials; null where there is none. */
export async function openedCurrent(opened: CareRecord | null, context: SubgraphContext): Promise<OpenedPlacement | null> {
  const record = openedToOfficials(opened, context);
  const row = await placementOn(record, context.today, context);
  return row && openedToOfficials(toPlacement(row, record).held, context);
}

export async function inCareOn(record: CareRecord, day: CivilDate, context: SubgraphContext): Promise<boolean> {
  return (await placementOn(record, day, context)) !== null;
}

/** When a report falls due next, while the placement lasts. */
export async function reportDueOn(record: CareRecord, day: CivilDate, context: SubgraphContext): Promise<CivilDate | null> {
  const row = await placementOn(record, day, context);
  const interval = row && (await formOn(row.form, row.validFrom, context))?.reportIntervalMonths;
  if (!row || !interval) return null;
  const due = nextReportOn(stayOn(row, await placementsOf(context, record.path).load(record.iin)), interval, day);
  return row.validTo == null || due < row.validTo ? due : null;
}

/** The birthday at which a form, or the one that follows it without an act, ends by law. */
export async function majorityOf(record: CareRecord, facts: ExternalFacts | null, day: CivilDate, context: SubgraphContext): Promise<CivilDate | null> {
  if (facts === null) throw clientError('UNAVAILABLE', 'This field needs the civil registry: ask for it through the gateway.');
  const row = await placementOn(record, day, context);
  let form = row && (await formOn(row.form, day, context));
  while (form?.continuesAs != null) form = await formOn(form.continuesAs, day, context);
  return form?.endsAtAge == null ? null : birthdayAt(facts.birthDate, form.endsAtAge);
}
