import type { EntityManager } from '@mikro-orm/postgresql';
import { withSettings } from '../feeds/settings.js';

/**
 * Runs a piece of a write past the viewer's regions, with everything in sight: for rules that hold for the country. Nothing that is
 * found must reach the viewer, but for whether the rule is met.
 */
export const nationwide = <T>(em: EntityManager, work: () => Promise<T>): Promise<T> =>
  withSettings(em, { 'app.regions': '*', 'app.confidential': 'visible' }, work);
