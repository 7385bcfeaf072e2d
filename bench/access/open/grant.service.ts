import type { RegistryGrant } from '../../../subgraphs/registry/modules/access/relation.js';
import type { PersonRow } from '../../../subgraphs/registry/modules/person/person.entity.js';
import { personByIin } from '../../../subgraphs/registry/modules/person/person.repository.js';
import type { Authorised } from '../../../subgraphs/shared/access/grant.js';
import { RECORD_SCOPES, type Scope } from '../../../subgraphs/shared/access/scopes.js';
import type { SubgraphContext } from '../../../subgraphs/shared/context.js';
import { withheld } from '../../../subgraphs/shared/errors.js';
import { defineLoader } from '../../../subgraphs/shared/loader.js';

const EVERYTHING: RegistryGrant = { relation: 'CASEWORKER', classes: RECORD_SCOPES, restricted: false, mayDraw: false };

/** Instead of registry's own: everybody may see everything, and no fact is looked up for it. */
export const grantOf = defineLoader<string, RegistryGrant | null>((iins) => Promise.resolve(iins.map(() => EVERYTHING)));

export async function requireRelation(iin: string, context: SubgraphContext): Promise<PersonRow> {
  const person = await personByIin(context).load(iin);
  if (person === null) throw withheld('UNKNOWN_PERSON');
  return person;
}

export async function openRecord(iin: string, _scope: Scope, context: SubgraphContext): Promise<Authorised> {
  await requireRelation(iin, context);
  return { iin, restricted: false };
}
