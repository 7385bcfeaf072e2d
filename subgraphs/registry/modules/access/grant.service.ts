import { requireGrant, type Authorised } from '../../../shared/access/grant.js';
import type { Scope } from '../../../shared/access/scopes.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { withheld } from '../../../shared/errors.js';
import { defineLoader } from '../../../shared/loader.js';
import { approvalsInForce } from '../approval/approval-in-force.js';
import { guardianshipsOf, marriagesOf, parentalRightsOf, residencesOf, restrictionsOf } from '../facts.repository.js';
import { kinOf } from '../family/kin.repository.js';
import { identifiedToViewer } from '../identification/identification.repository.js';
import type { PersonRow } from '../person/person.entity.js';
import { personByIin } from '../person/person.repository.js';
import { decideGrant, type AccessFacts, type RegistryGrant } from './relation.js';
import { relativesOf } from './relatives.repository.js';

/** Everything decideGrant needs, through the same loaders the record's own fields use. */
async function accessFactsOf(iin: string, context: SubgraphContext): Promise<AccessFacts | null> {
  const citizen = context.viewer?.role === 'citizen';
  const official = citizen ? null : (context.viewer?.iin ?? null);
  const [person, residences, kin, rights, guardianships, marriages, restrictions, relatives, approvals, identified] = await Promise.all([
    personByIin(context).load(iin),
    residencesOf(context).load(iin),
    citizen ? kinOf(context).load(iin) : [],
    citizen ? parentalRightsOf(context).load(iin) : [],
    citizen ? guardianshipsOf(context).load(iin) : [],
    citizen ? marriagesOf(context).load(iin) : [],
    restrictionsOf(context).load(iin),
    official === null ? null : relativesOf(context).load(official),
    official === null ? [] : approvalsInForce(context).load(iin),
    identifiedToViewer(context).load(iin),
  ]);
  if (person === null) return null;
  const parents = kin
    .filter((link) => link.iin === iin)
    .map((link) => ({ parentIin: link.parent_iin, validFrom: link.valid_from, validTo: link.valid_to }));
  const { birthDate, isChild } = person;
  const ownRelative = relatives?.has(iin) ?? false;
  return { iin, birthDate, isChild, residences, parents, rights, guardianships, marriages, restrictions, ownRelative, approvals, identified };
}

/** The viewer's grant for a person today; null for an unknown person and for a stranger alike. */
export const grantOf = defineLoader<string, RegistryGrant | null>((iins, context) =>
  Promise.all(
    iins.map(async (iin) => {
      if (context.viewer === null) return null;
      const facts = await accessFactsOf(iin, context);
      return facts && decideGrant(context.viewer, facts, context.today, context);
    }),
  ),
);

/** The person's row, for somebody who is something to them; anybody else and an unknown person are refused alike. */
export async function requireRelation(iin: string, context: SubgraphContext): Promise<PersonRow> {
  const [grant, person] = await Promise.all([grantOf(context).load(iin), personByIin(context).load(iin)]);
  if (person === null) throw withheld('UNKNOWN_PERSON');
  if (grant === null) throw withheld('NO_RELATION');
  if (grant.relation === 'OWN_RELATIVE') throw withheld('OWN_RELATIVE');
  return person;
}

/** Opens a person's record for a field class, or refuses with `WITHHELD`. */
export async function openRecord(iin: string, scope: Scope, context: SubgraphContext): Promise<Authorised> {
  await requireRelation(iin, context);
  return requireGrant(iin, await grantOf(context).load(iin), scope);
}
