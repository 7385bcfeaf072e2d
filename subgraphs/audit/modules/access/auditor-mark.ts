import { createHmac } from 'node:crypto';
import type { Viewer } from '../../../shared/access/viewer.js';

/** What of a token tells one auditor from another. */
export type MarkedAuditor = Pick<Viewer, 'iin' | 'client' | 'subject'>;

/** What a mark is for: those of one use say nothing of those of another. */
type Use = 'asks of cohorts' | 'opened an engagement';

/**
 * Tells auditors apart, in hexadecimal: the person, by whatever account, or the account where there is none. It is made under audit's secret, so
 * that the table in which it stands names nobody, and no IIN has to be replaced there.
 */
export const auditorMark = ({ iin, client, subject }: MarkedAuditor, use: Use, secret: string): string =>
  createHmac('sha256', Buffer.from(secret, 'hex')).update(JSON.stringify([use, ...(iin === null ? [client, subject] : [iin])])).digest('hex');
