import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { alignByKey } from '../../../shared/loader.js';
import { DISTRICTS, regionOfDistrict } from '../../reference/districts.js';
import { specialistNormOn } from '../../reference/specialist-norm.js';
import { childrenOn, staffOn } from './staffing.repository.js';
import { staffingOf, type GuardianshipStaffing } from './staffing.type.js';

/** Districts with what is on record of them by a day. Figures are nobody's, so they are read by key. */
export async function districtsOn(context: SubgraphContext, districts: readonly string[], day: CivilDate): Promise<GuardianshipStaffing[]> {
  const em = context.database.relation;
  const [staff, children] = [await staffOn(em, districts, day), await childrenOn(em, districts, day)];
  const [staffs, populations] = [alignByKey(districts, staff, ({ district }) => district), alignByKey(districts, children, ({ district }) => district)];
  return districts.map((district, i) => staffingOf(district, staffs[i] ?? null, populations[i] ?? null, specialistNormOn(day)));
}

/** The districts of a region, in the order of the classifier. */
export const districtsOf = (region: string): string[] => [...DISTRICTS].filter((district) => regionOfDistrict(district) === region);
