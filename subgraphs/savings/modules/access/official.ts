import { requireRole, type SubgraphContext } from '../../../shared/context.js';
import { clientError } from '../../../shared/errors.js';
import { REGISTER_ROLES } from './register.service.js';

/** Who took a step that a second one has to confirm: an account, and the person behind it. */
export interface Official {
  readonly account: string;
  readonly iin: string;
}

/** Two people are told apart by their IINs: a system account prepares nothing and releases nothing. */
export function officialOf(context: SubgraphContext): Official {
  const { iin, subject } = requireRole(context, REGISTER_ROLES);
  if (iin === null) throw clientError('ROLE_NOT_ALLOWED', 'This field serves people: the access token must name one (claim iin).');
  return { iin, account: subject.replaceAll(/\d{12}/g, '…').slice(0, 255) };
}

/** Whether two are one, by person or by account; whoever is not known is nobody else. */
export const isSame = (one: Official, prepared: { readonly preparedAccount: string | null; readonly preparedIin: string | null }): boolean =>
  prepared.preparedIin === null || one.iin === prepared.preparedIin || one.account === prepared.preparedAccount;
