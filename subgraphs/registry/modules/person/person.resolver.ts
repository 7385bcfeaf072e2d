import { Arg, Ctx, Directive, Field, InputType, Int, Query, Resolver } from 'type-graphql';
import { registerRegions } from '../../../shared/access/regions.js';
import { requireRole, viewerOf, type SubgraphContext } from '../../../shared/context.js';
import { withheld } from '../../../shared/errors.js';
import { PageSize } from '../../../shared/list-size.js';
import { connectionType, pageOf, pageRequest, type Connection } from '../../../shared/pagination.js';
import { DateScalar, IIN, KATO } from '../../../shared/scalars/scalars.js';
import { requireRelation } from '../access/grant.service.js';
import { listChildren, personByIin } from './person.repository.js';
import { Child, childOf, Person, personOf } from './person.type.js';

@InputType({ description: 'Narrows a list of children; every condition given must hold.' })
export class ChildFilter {
  @Field(() => KATO, { nullable: true, description: 'Lives in this region now (KATO). Never matches a child whose placement is shielded.' })
  regionKato?: string;

  @Field(() => KATO, { nullable: true, description: 'Lives in this district or city now (KATO). Never matches a child whose placement is shielded.' })
  districtKato?: string;

  @Field(() => DateScalar, { nullable: true, description: 'Born on this day or later.' })
  bornFrom?: string;

  @Field(() => DateScalar, { nullable: true, description: 'Born on this day or earlier.' })
  bornTo?: string;
}

export const ChildConnection = connectionType('Child', Child);

@Resolver()
export class PersonResolver {
  @Directive('@authenticated')
  @Query(() => Child, {
    nullable: true,
    description: 'One child by IIN. `WITHHELD` for an unknown child and for one whose record is not open to the viewer, without a difference.',
  })
  async child(@Arg('iin', () => IIN, { description: 'The child\'s IIN.' }) iin: string, @Ctx() context: SubgraphContext): Promise<Child> {
    const person = await requireRelation(iin, context);
    if (!person.isChild) throw withheld('NOT_A_CHILD');
    return childOf(iin);
  }

  @Directive('@authenticated')
  @Query(() => Person, { nullable: true, description: 'One person by IIN. `WITHHELD` for an unknown person and for a stranger alike.' })
  async person(@Arg('iin', () => IIN, { description: 'The person\'s IIN.' }) iin: string, @Ctx() context: SubgraphContext): Promise<Person> {
    await requireRelation(iin, context);
    return personOf(iin);
  }

  @Directive('@authenticated')
  @Query(() => Person, { nullable: true, description: 'The person behind the access token; null for a system account.' })
  me(@Ctx() context: SubgraphContext): Person | null {
    const { iin } = viewerOf(context);
    return iin === null ? null : personOf(iin);
  }

  @Directive('@requiresScopes(scopes: [["identity"]])')
  @PageSize()
  @Query(() => ChildConnection, {
    nullable: true,
    description: 'Children on the register, page by page: for the registry\'s ministry the whole country, for a caseworker the regions they act in. At most 100 a page.',
  })
  async children(
    @Arg('filter', () => ChildFilter, { nullable: true, description: 'Narrows the list; all children without one.' }) filter: ChildFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page.' }) after: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Child>> {
    const viewer = requireRole(context, ['ministry:registry', 'caseworker']);
    const page = pageRequest(first, after);
    const where = {
      regionKato: filter?.regionKato ?? null,
      districtKato: filter?.districtKato ?? null,
      bornFrom: filter?.bornFrom ?? null,
      bornTo: filter?.bornTo ?? null,
    };
    const rows = await context.database.register(registerRegions(viewer), (em) => listChildren(em, where, context.today, page));
    return pageOf(rows, page.limit, (row) => row.id, (row) => {
      personByIin(context).prime(row.iin, row);
      return childOf(row.iin);
    });
  }
}
