import { Clerk, type BulkEnvironment, type Office } from '../../../shared/bulk/clerk.js';
import type { Clock } from '../../../shared/clock.js';
import { database } from '../../orm.config.js';

const BENEFITS: Office = { programme: 'benefits', database, scope: 'benefits', purpose: 'BENEFIT_ASSESSMENT' };

/** An official of the ministry at work with the register in bulk. */
export const openClerk = (environment: BulkEnvironment, kind: string, clock?: Clock): Promise<Clerk> => Clerk.open(BENEFITS, environment, kind, clock);
