import { registerRegions } from '../../../shared/access/regions.js';
import type { Viewer } from '../../../shared/access/viewer.js';
import { Refused } from '../../../shared/mutation/refusal.js';

/** Refuses an official of other regions than the school's. */
export function requireRegion(viewer: Viewer, kato: string, field: string): void {
  const regions = registerRegions(viewer);
  if (!regions.includes('*') && !regions.includes(kato)) throw new Refused('OUTSIDE_YOUR_REGIONS', field, 'The school must stand in a region that you act in.');
}
