import type { ExternalFacts } from '../../../shared/access/external-child.type.js';
import type { OpenedRecord } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { ageOn, holdsOn } from '../../../shared/dated.js';
import { clientError, withheld } from '../../../shared/errors.js';
import type { EnrolmentRow } from '../enrolment/enrolment.entity.js';
import { enrolmentsOf } from '../enrolment/enrolment.repository.js';
import { normOn } from '../norm/norm.repository.js';
import { schoolYearOf } from '../norm/school-year.js';

/** A child's record here. */
export interface SchoolingRecord extends OpenedRecord {
  /** True where some of the child's rows may be out of view: then nothing is said about a day without a row. */
  readonly partial: boolean;
}

/** The enrolment that holds on a day. */
export async function enrolmentOn(record: SchoolingRecord, day: CivilDate, context: SubgraphContext): Promise<EnrolmentRow | null> {
  const rows = await enrolmentsOf(context, record.path).load(record.iin);
  const row = rows.findLast((one) => holdsOn(one, day)) ?? null;
  if (row === null && record.partial) throw withheld('OUT_OF_VIEW');
  return row;
}

/** Whether the child is of school age in the school year of a day: by the age on its first day. */
export async function isOfSchoolAge(facts: ExternalFacts | null, day: CivilDate, context: SubgraphContext): Promise<boolean> {
  if (facts === null) throw clientError('UNAVAILABLE', 'This field needs the civil registry: ask for it through the gateway.');
  const begins = await schoolYearOf(day, context);
  const age = ageOn(facts.birthDate, begins);
  const [first, last] = await Promise.all([normOn('CLASS_1_AGE', begins, context), normOn('SCHOOL_AGE_LAST', begins, context)]);
  return age >= first && age <= last;
}
