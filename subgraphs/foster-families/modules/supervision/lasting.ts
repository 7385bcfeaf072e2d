import type { AccessPath } from '../../../shared/access/path.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { birthDateOf } from '../child/known-child.repository.js';
import { lastingPeriod } from '../form/form-terms.js';
import { allForms } from '../form/placement-form.repository.js';
import type { PlacementRow } from '../placement/placement.entity.js';

/** The placement until its form ends, if nobody ended it before: whoever came of age is under no supervision any more. */
export async function lasting(row: PlacementRow, context: SubgraphContext, path: AccessPath): Promise<Pick<PlacementRow, 'form' | 'validFrom' | 'validTo'>> {
  const [forms, birthDate] = await Promise.all([allForms(context), birthDateOf(context, path).load(row.iin)]);
  const { form, validFrom, validTo } = row;
  return lastingPeriod(forms, { form, validFrom, validTo }, birthDate);
}
