import { Arg, Ctx, Directive, Field, ID, InputType, Int, Query, Resolver } from 'type-graphql';
import { registerRegions } from '../../../shared/access/regions.js';
import { requireRole, type SubgraphContext } from '../../../shared/context.js';
import { PageSize } from '../../../shared/list-size.js';
import { connectionType, pageOf, pageRequest, type Connection } from '../../../shared/pagination.js';
import { DateScalar, KATO } from '../../../shared/scalars/scalars.js';
import { onRegister } from '../access/register.service.js';
import { CARE } from '../access/scope.js';
import { PlacementFormCode } from '../form/placement-form.type.js';
import { CarerCandidateStatus } from './candidate-codes.type.js';
import { candidateByPublicId, listCandidates, type CandidateConditions } from './candidate.repository.js';
import { CarerCandidate, toCandidate } from './candidate.type.js';
import { carerForm } from './carer-form.js';

@InputType({ description: 'Narrows a list of candidates; every condition given must hold.' })
export class CarerCandidateFilter {
  @Field(() => CarerCandidateStatus, { nullable: true, description: 'In this status.' })
  status?: CarerCandidateStatus;

  @Field(() => KATO, { nullable: true, description: 'Kept in this region (KATO).' })
  regionKato?: string;

  @Field(() => KATO, { nullable: true, description: 'Living in this district or city (KATO).' })
  districtKato?: string;

  @Field(() => PlacementFormCode, { nullable: true, description: 'Found suitable in this form.' })
  suitableFor?: PlacementFormCode;

  @Field(() => DateScalar, { nullable: true, description: 'Suitable in a form whose yearly check is due before this day; once the record is closed, while a child lives with them.' })
  checkDueBefore?: string;

  @Field(() => Boolean, { nullable: true, description: 'With children placed in the family now, wherever they were placed and those whose placement waits included, or without.' })
  withChildren?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'With such a child in a form in which the last decision finds them not suitable: whose children must be looked at, whatever the status says of other forms.' })
  barredWithChildren?: boolean;
}

const conditionsOf = (filter: CarerCandidateFilter | undefined): CandidateConditions => ({
  status: filter?.status ?? null,
  regionKato: filter?.regionKato ?? null,
  districtKato: filter?.districtKato ?? null,
  suitableFor: filter?.suitableFor == null ? null : carerForm(filter.suitableFor, 'filter.suitableFor'),
  checkDueBefore: filter?.checkDueBefore ?? null,
  withChildren: filter?.withChildren ?? null,
  barredWithChildren: filter?.barredWithChildren ?? null,
});

export const CarerCandidateConnection = connectionType('CarerCandidate', CarerCandidate);

@Resolver()
export class CandidateResolver {
  @Directive(CARE)
  @PageSize()
  @Query(() => CarerCandidateConnection, {
    nullable: true,
    description: 'The adults\' part of the Republican databank, page by page: for the authority alone, the whole country or the regions of its body. At most 100 a page.',
  })
  async carerCandidates(
    @Arg('filter', () => CarerCandidateFilter, { nullable: true, description: 'Narrows the list; all candidates without one.' }) filter: CarerCandidateFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page.' }) after: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<CarerCandidate>> {
    const regions = registerRegions(requireRole(context, ['ministry:foster-families']));
    const page = pageRequest(first, after);
    const rows = await onRegister(context, (em) => listCandidates(em, conditionsOf(filter), { regions, today: context.today }, page));
    return pageOf(rows, page.limit, (row) => row.id, toCandidate);
  }

  @Directive(CARE)
  @Query(() => CarerCandidate, { nullable: true, description: 'A candidate by the id of the record, for the authority alone, in its regions. Null when there is none, or none that is open.' })
  async candidate(@Arg('id', () => ID, { description: 'Id of the record.' }) id: string, @Ctx() context: SubgraphContext): Promise<CarerCandidate | null> {
    requireRole(context, ['ministry:foster-families']);
    const row = await candidateByPublicId(context, 'register').load(id);
    return row && toCandidate(row);
  }
}
