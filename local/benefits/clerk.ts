import { openClerk } from '../../subgraphs/benefits/modules/bulk/clerk.js';
import type { Clerk } from '../../subgraphs/shared/bulk/clerk.js';
import { withClerkOf } from '../clerk.js';

/** Works with the register of benefits in bulk; `kind` is what the ledger calls it. */
export const withClerk = <T>(kind: 'export' | 'import', work: (clerk: Clerk) => Promise<T>): Promise<T> => withClerkOf('benefits', openClerk, kind, work);
