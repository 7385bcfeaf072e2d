import { Arg, Ctx, Directive, Field, ID, InputType, Int, Query, Resolver } from 'type-graphql';
import { requireRole, type SubgraphContext } from '../../../shared/context.js';
import { PageSize } from '../../../shared/list-size.js';
import { connectionType, pageOf, pageRequest, type Connection } from '../../../shared/pagination.js';
import { IIN, KATO } from '../../../shared/scalars/scalars.js';
import { onRegister, REGISTER_ROLES } from '../access/register.service.js';
import { CARE } from '../access/scope.js';
import { CareNeedStatus } from './care-need-codes.type.js';
import { careNeedByPublicId, listCareNeeds } from './care-need.repository.js';
import { CareNeed, toCareNeed } from './care-need.type.js';

@InputType({ description: 'Narrows a list of records; every condition given must hold.' })
export class CareNeedFilter {
  @Field(() => CareNeedStatus, { nullable: true, description: 'In this status today.' })
  status?: CareNeedStatus;

  @Field(() => KATO, { nullable: true, description: 'Kept in this region (KATO).' })
  regionKato?: string;

  @Field(() => KATO, { nullable: true, description: 'Of a child found in this district or city (KATO).' })
  districtKato?: string;

  @Field(() => IIN, { nullable: true, description: 'Of this child.' })
  iin?: string;

  @Field(() => Boolean, { nullable: true, description: 'With a term that is overdue today, or without one.' })
  overdue?: boolean;
}

export const CareNeedConnection = connectionType('CareNeed', CareNeed);

@Resolver()
export class CareNeedResolver {
  @Directive(CARE)
  @PageSize()
  @Query(() => CareNeedConnection, {
    nullable: true,
    description:
      'The children\'s part of the Republican databank, page by page: for the authority the whole country or the regions of its body, for a caseworker the regions they act in, without shielded children and without what adoption has sealed. At most 100 a page.',
  })
  async careNeeds(
    @Arg('filter', () => CareNeedFilter, { nullable: true, description: 'Narrows the list; all records without one.' }) filter: CareNeedFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page.' }) after: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<CareNeed>> {
    const page = pageRequest(first, after);
    const { status = null, regionKato = null, districtKato = null, iin = null, overdue = null } = filter ?? {};
    const rows = await onRegister(context, (em) => listCareNeeds(em, { status, regionKato, districtKato, iin, overdue }, context.today, page));
    return pageOf(rows, page.limit, (row) => row.id, toCareNeed);
  }

  @Directive(CARE)
  @Query(() => CareNeed, { nullable: true, description: 'A record of the databank by its id, in one\'s regions. Null when there is none, or none that is open.' })
  async careNeed(@Arg('id', () => ID, { description: 'Id of the record.' }) id: string, @Ctx() context: SubgraphContext): Promise<CareNeed | null> {
    requireRole(context, REGISTER_ROLES);
    const row = await careNeedByPublicId(context, 'register').load(id);
    return row && toCareNeed(row);
  }
}
