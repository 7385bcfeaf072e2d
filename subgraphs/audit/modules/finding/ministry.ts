import { registerRegions } from '../../../shared/access/regions.js';
import { PROGRAMMES, type Role, type Viewer } from '../../../shared/access/viewer.js';
import { rulesOf, type FindingScope } from './finding-scope.js';
import type { FindingFilter } from './finding.input.type.js';

/** Who answers findings. */
export const MINISTRIES: readonly Role[] = PROGRAMMES.map((name) => `ministry:${name}` as const);

/** What a ministry was asked, in the regions that its official works for: one without a region is for those of the whole country. */
export function ministryScope(viewer: Viewer, filter: FindingFilter): FindingScope {
  const regions = registerRegions(viewer);
  return { rules: rulesOf(filter).map(({ id }) => id), regions: regions.includes('*') ? null : regions, assignedTo: viewer.role.replace('ministry:', '') };
}
