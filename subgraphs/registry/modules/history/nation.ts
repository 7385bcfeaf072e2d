import type { EntityManager } from '@mikro-orm/postgresql';
import { withSettings } from '../../../shared/feeds/settings.js';

/**
 * Runs a piece of work past the viewer's regions: a read for a rule that holds for the whole country (nothing it finds must
 * reach the viewer, but for whether the rule is met), or a write after the region was checked.
 */
export const nationwide = <T>(em: EntityManager, work: () => Promise<T>): Promise<T> => withSettings(em, { 'app.regions': '*' }, work);
