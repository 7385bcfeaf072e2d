import { Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { ListSize } from '../../../shared/list-size.js';
import { openRecord } from '../access/grant.service.js';
import { Child, childOf, Person } from '../person/person.type.js';
import { birthOrderFrom, parentagesFrom, siblingsFrom } from './family.service.js';
import { Parentage } from './family.type.js';
import { childrenOfParent, kinOf, type KinLink } from './kin.repository.js';
import { Sibling } from './sibling.type.js';

const FAMILY = '@requiresScopes(scopes: [["family"]])';

async function openKin(child: Child, context: SubgraphContext): Promise<KinLink[]> {
  await openRecord(child.iin, 'family', context);
  return kinOf(context).load(child.iin);
}

@Resolver(() => Child)
export class ChildFamilyResolver {
  @Directive(FAMILY)
  @ListSize(2)
  @FieldResolver(() => [Parentage], { nullable: true, description: 'Parents on record with their rights, past ones included but for those before an adoption (Code on Marriage and Family, art. 102).' })
  async parents(@Root() child: Child, @Ctx() context: SubgraphContext): Promise<Parentage[]> {
    return parentagesFrom(child.iin, await openKin(child, context), context.viewer);
  }

  @Directive(FAMILY)
  @ListSize(3)
  @FieldResolver(() => [Sibling], { nullable: true, description: 'Brothers and sisters by either parent, oldest first.' })
  async siblings(@Root() child: Child, @Ctx() context: SubgraphContext): Promise<Sibling[]> {
    return siblingsFrom(child.iin, await openKin(child, context));
  }

  @Directive(FAMILY)
  @FieldResolver(() => Int, { nullable: true, description: 'Which of the mother\'s children this one is, from 1; null without a mother on record.' })
  async birthOrder(@Root() child: Child, @Ctx() context: SubgraphContext): Promise<number | null> {
    return birthOrderFrom(child.iin, await openKin(child, context));
  }
}

@Resolver(() => Person)
export class PersonFamilyResolver {
  @Directive(FAMILY)
  @ListSize(3)
  @FieldResolver(() => [Child], { nullable: true, description: 'Children this person is a parent of, oldest first.' })
  async children(@Root() person: Person, @Ctx() context: SubgraphContext): Promise<Child[]> {
    await openRecord(person.iin, 'family', context);
    return (await childrenOfParent(context).load(person.iin)).map(childOf);
  }
}
