import { requireRole, type SubgraphContext } from '../../../shared/context.js';
import { clientError } from '../../../shared/errors.js';
import { keptAccount } from '../../../shared/access/kept-account.js';
import { AUDITORS } from '../access/staff.js';

/** An auditor who asks or decides: a person, never a system account. */
export interface Auditor {
  readonly iin: string;
  readonly organisation: string | null;
  readonly client: string;
  readonly subject: string;
  /** As it is kept. */
  readonly account: string;
}

/** Who asks, for what two people do; refuses by role and token only. */
export function auditorOf(context: SubgraphContext): Auditor {
  const { iin, organisation, client, subject } = requireRole(context, AUDITORS);
  if (iin === null) throw clientError('ROLE_NOT_ALLOWED', 'This field serves people: the access token must name one (claim iin).');
  return { iin, organisation, client, subject, account: keptAccount(subject) };
}
