import { Arg, Ctx, Directive, Query, Resolver } from 'type-graphql';
import type { Purpose } from '../../../shared/access/purposes.js';
import type { ProgrammeName } from '../../../shared/access/viewer.js';
import { viewerOf, type SubgraphContext } from '../../../shared/context.js';
import { withheld } from '../../../shared/errors.js';
import { UUID } from '../../../shared/scalars/scalars.js';
import { requireRelation } from '../access/grant.service.js';
import { childOf, personOf } from '../person/person.type.js';
import { identifiedBy, type IdentifiedRow } from './identification.repository.js';
import { Identified } from './identified.type.js';

/** The work of a ministry's own. */
const OWN_PURPOSE: Readonly<Record<ProgrammeName, Purpose>> = {
  registry: 'CIVIL_REGISTRATION',
  benefits: 'BENEFIT_ASSESSMENT',
  savings: 'SAVINGS_ADMINISTRATION',
  'foster-families': 'CARE_SUPERVISION',
  schools: 'EDUCATION_PLANNING',
};

/** The two auditors, for the case; and the ministry that answers for the finding, for its own work. */
function mayKnow({ requestedByIin, decidedByIin, caseNumber, ministry }: IdentifiedRow, context: SubgraphContext): boolean {
  const { role, iin } = viewerOf(context);
  if (role === 'auditor') return context.purpose === 'AUDIT_CASE' && context.caseNumber === caseNumber && (iin === requestedByIin || iin === decidedByIin);
  return ministry !== null && role === `ministry:${ministry}` && context.purpose === OWN_PURPOSE[ministry];
}

@Resolver()
export class IdentifiedResolver {
  @Directive('@authenticated')
  @Query(() => Identified, {
    nullable: true,
    description: 'Whom a request of auditors is about that a second auditor approved (`decideIdentification`): for the two of them, for the purpose AUDIT_CASE and under the request\'s case number (X-Case-Number), and for the ministry that its finding is assigned to, for its own purpose; until the request\'s last day. `WITHHELD` from everybody else, for a request that is not answered or is of nobody on record any more, and for one that there is not, without a difference.',
  })
  async identified(@Arg('request', () => UUID, { description: 'The request.' }) request: string, @Ctx() context: SubgraphContext): Promise<Identified> {
    const row = await identifiedBy(context).load(request);
    if (row === null || !mayKnow(row, context)) throw withheld('NO_RELATION');
    const { iin, until } = row;
    const { isChild } = await requireRelation(iin, context);
    return Object.assign(new Identified(), { iin, until, child: isChild ? childOf(iin) : null, person: isChild ? null : personOf(iin) });
  }
}
