import { Arg, Ctx, Directive, Field, InputType, Int, Query, Resolver } from 'type-graphql';
import { requireRole, type SubgraphContext } from '../../../shared/context.js';
import { PageSize } from '../../../shared/list-size.js';
import { connectionType, pageOf, pageRequest, type Connection } from '../../../shared/pagination.js';
import { DateScalar, KATO } from '../../../shared/scalars/scalars.js';
import { onRegister } from '../access/register.service.js';
import { PlacementFormCode } from '../form/placement-form.type.js';
import { recordByRegister } from './placement-record.js';
import { listPlacements } from './placement.repository.js';
import { PlacementStatus } from './placement-status.type.js';
import { Placement, toPlacement } from './placement.type.js';

@InputType({ description: 'Narrows a list of placements; every condition given must hold.' })
export class PlacementFilter {
  @Field(() => KATO, { nullable: true, description: 'In this region (KATO).' })
  regionKato?: string;

  @Field(() => KATO, { nullable: true, description: 'In this district or city (KATO).' })
  districtKato?: string;

  @Field(() => PlacementFormCode, { nullable: true, description: 'In this form.' })
  form?: PlacementFormCode;

  @Field(() => DateScalar, { nullable: true, description: 'In force on this day; past and present ones when left out. Not one that is pending.' })
  on?: string;

  @Field(() => PlacementStatus, { nullable: true, description: 'Where it stands in its life.' })
  status?: PlacementStatus;

  @Field(() => Boolean, { nullable: true, description: 'That lasts, with a carer about whom the body has not decided in this form: a contract older than the databank, which is extended without a decision, and needs one for anything else. For the authority alone; what another region has decided is seen by staff for the whole country.' })
  undecidedCarers?: boolean;
}

export const PlacementConnection = connectionType('Placement', Placement);

@Resolver()
export class PlacementResolver {
  @Directive('@requiresScopes(scopes: [["care"]])')
  @PageSize()
  @Query(() => PlacementConnection, {
    nullable: true,
    description:
      'The register of placements, page by page: for the authority that places children the whole country or the regions of its body, for a caseworker the regions they act in, without shielded children, without what is pending and without what adoption has sealed. At most 100 a page.',
  })
  async placements(
    @Arg('filter', () => PlacementFilter, { nullable: true, description: 'Narrows the list; all placements without one.' }) filter: PlacementFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page.' }) after: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Placement>> {
    if (filter?.undecidedCarers != null) requireRole(context, ['ministry:foster-families']);
    const page = pageRequest(first, after);
    const where = {
      regionKato: filter?.regionKato ?? null,
      districtKato: filter?.districtKato ?? null,
      form: filter?.form ?? null,
      on: filter?.on ?? null,
      status: filter?.status ?? null,
      undecidedCarers: filter?.undecidedCarers ?? null,
    };
    const rows = await onRegister(context, (em) => listPlacements(em, where, page));
    return pageOf(rows, page.limit, (row) => row.id, (row) => toPlacement(row, recordByRegister(row.iin)));
  }
}
