import { createHmac } from 'node:crypto';
import type { Viewer } from '../../../shared/access/viewer.js';

/**
 * A mark of whose share a question is of, in hexadecimal: the person, by whatever account, or the account where there is none. It is made under
 * audit's secret, so that the table of questions names nobody, and no IIN has to be replaced in it.
 */
export const askerMark = ({ iin, client, subject }: Pick<Viewer, 'iin' | 'client' | 'subject'>, secret: string): string =>
  createHmac('sha256', Buffer.from(secret, 'hex')).update(JSON.stringify(['asks of cohorts', ...(iin === null ? [client, subject] : [iin])])).digest('hex');
