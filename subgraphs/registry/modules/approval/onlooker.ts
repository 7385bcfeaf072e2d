import { keptAccount } from '../../../shared/access/kept-account.js';
import { registerRegions } from '../../../shared/access/regions.js';
import { OFFICIAL_ROLES, type Role } from '../../../shared/access/viewer.js';
import { requireRole, type SubgraphContext } from '../../../shared/context.js';
import { clientError } from '../../../shared/errors.js';
import { relativesOf } from '../access/relatives.repository.js';
import { REVIEWERS } from './approval-rules.js';

/** An official who looks at approvals or takes a step on one: a person, never a system account. */
export interface Onlooker {
  readonly iin: string;
  readonly account: string;
  readonly role: Role;
  readonly organisation: string | null;
  readonly regions: readonly string[];
  /** Works for the whole country. */
  readonly central: boolean;
  /** May look at emergencies. */
  readonly reviews: boolean;
  /** Own record and relatives': nobody looks after those either. */
  readonly relatives: ReadonlySet<string>;
  readonly now: Date;
}

/** Who asks, for what needs a person with an IIN; refuses by role and token only. */
export async function onlookerOf(context: SubgraphContext, roles: readonly Role[] = OFFICIAL_ROLES): Promise<Onlooker> {
  const { iin, subject, role, organisation, ...viewer } = requireRole(context, roles);
  if (iin === null) throw clientError('ROLE_NOT_ALLOWED', 'This field serves people: the access token must name one (claim iin).');
  const regions = registerRegions({ iin, subject, role, organisation, ...viewer });
  const relatives = await relativesOf(context).load(iin);
  return { iin, account: keptAccount(subject), role, organisation, regions, central: regions.includes('*'), reviews: REVIEWERS.includes(role), relatives, now: context.now };
}

/** Whether two are one, by IIN or by account. Accounts that are named after people are told apart by IIN alone. */
export const isSamePerson = (one: Onlooker, other: { readonly official_iin: string; readonly account: string }): boolean =>
  one.iin === other.official_iin || (one.account === other.account && !one.account.includes('…'));
