import { Clerk, type BulkEnvironment, type Office } from '../../../shared/bulk/clerk.js';
import type { Clock } from '../../../shared/clock.js';
import { database } from '../../orm.config.js';

const SCHOOLS: Office = { programme: 'schools', database, scope: 'education', purpose: 'EDUCATION_PLANNING' };

/** An official of the ministry, or of an akimat's department, at work with the register in bulk. */
export const openClerk = (environment: BulkEnvironment, kind: string, clock?: Clock): Promise<Clerk> => Clerk.open(SCHOOLS, environment, kind, clock);
