import { registerRegions } from '../../../shared/access/regions.js';
import type { Viewer } from '../../../shared/access/viewer.js';
import { Refused } from '../../../shared/mutation/refusal.js';

const KATO_OF_REGION = /^\d{2}0{7}$/;

/** Refuses what is no region, or none of the viewer. */
export function requireRegion(viewer: Viewer, kato: string): void {
  if (!KATO_OF_REGION.test(kato)) throw new Refused('UNKNOWN_PLACE', 'input.regionKato', 'A region is named by its own KATO, which ends in seven zeros.');
  const regions = registerRegions(viewer);
  if (!regions.includes('*') && !regions.includes(kato)) throw new Refused('OUTSIDE_YOUR_REGIONS', 'input.regionKato', 'The region must be one that you act in.');
}
