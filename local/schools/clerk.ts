import { openClerk } from '../../subgraphs/schools/modules/bulk/clerk.js';
import type { Clerk } from '../../subgraphs/shared/bulk/clerk.js';
import { withClerkOf } from '../clerk.js';
import { refusalsInOneLine } from '../failure.js';

/** Works with the register of schools in bulk; `kind` is what the ledger calls it. */
export const withClerk = <T>(kind: 'export' | 'import' | 'promotion', work: (clerk: Clerk) => Promise<T>): Promise<T> => refusalsInOneLine(() => withClerkOf('schools', openClerk, kind, work));
