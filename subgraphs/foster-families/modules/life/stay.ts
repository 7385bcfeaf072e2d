import type { CivilDate } from '../../../shared/clock.js';
import type { PlacementRow } from '../placement/placement.entity.js';

/** What of a placement says whether another goes on with it. */
type Lived = Pick<PlacementRow, 'familyId' | 'form' | 'validFrom' | 'validTo' | 'awaitedEvent'>;

const goesOnWith = ({ familyId, validFrom }: Lived, before: Lived): boolean =>
  familyId != null && before.familyId === familyId && before.form !== 'GUEST' && before.awaitedEvent == null && before.validTo === validFrom && before.validFrom < validFrom;

/** The first day from which a child lives with the family of a placement, by those in sight; as `stayedSince` has it in SQL (stay.repository.ts). */
export function stayOn(placement: Lived, all: readonly Lived[]): CivilDate {
  const before = all.find((one) => goesOnWith(placement, one));
  return before === undefined ? placement.validFrom : stayOn(before, all);
}
