import type { EntityManager } from '@mikro-orm/postgresql';
import { withSettings } from '../../../shared/feeds/settings.js';

/**
 * Runs a piece of a write past the viewer's regions, with everything in sight: for rules that hold for the country (nothing that
 * is found must reach the viewer, but for whether the rule is met), and for what others are told of a child as a whole.
 */
export const nationwide = <T>(em: EntityManager, work: () => Promise<T>): Promise<T> =>
  withSettings(em, { 'app.regions': '*', 'app.confidential': 'visible' }, work);
