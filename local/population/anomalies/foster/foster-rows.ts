import type { Cell } from '../../../../subgraphs/shared/synthetic/seed.js';
import { syntheticUuid } from '../../../../subgraphs/shared/synthetic/uuid.js';
import type { HouseholdRows, Row } from '../../../seeding/household-rows.js';
import type { PlantContext } from '../kind.js';

/** A child's last placement, guest stays aside, and what names it. */
export function placementOf(rows: HouseholdRows, { facts }: PlantContext, child: string): { readonly row: Row; readonly key: Readonly<Record<string, Cell>> } {
  const row = rows.of('placement').findLast((one) => one.get('iin') === child && one.get('form') !== 'GUEST');
  if (row === undefined) throw new RangeError('No placement of the child.');
  return { row, key: { placement: syntheticUuid(facts.seed, 'placement', row.key), iin: child, form: row.get('form'), validFrom: row.get('valid_from') } };
}

/** The public id of the family that a child is placed with. */
export const familyOf = (rows: HouseholdRows, context: PlantContext, child: string): string =>
  syntheticUuid(context.facts.seed, 'foster_family', Number(placementOf(rows, context, child).row.get('family_id')));
