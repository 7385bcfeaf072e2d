import { Arg, Ctx, Directive, Field, ObjectType } from 'type-graphql';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { DatedFact, holdsOn, ON } from '../../../shared/dated.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { parentalRightsOf } from '../facts.repository.js';
import { PersonName } from '../person/name.js';
import { Person } from '../person/person.type.js';

export const ParentRole = enumType('ParentRole', 'Which parent.', {
  MOTHER: 'Mother.',
  FATHER: 'Father.',
});
export type ParentRole = EnumValue<typeof ParentRole>;

export const ParentageBasis = enumType('ParentageBasis', 'What makes somebody a parent.', {
  BIRTH: 'The birth record.',
  ADOPTION: 'A court\'s decision on adoption.',
});
export type ParentageBasis = EnumValue<typeof ParentageBasis>;

export const ParentalRights = enumType('ParentalRights', 'A parent\'s rights on a day. Limitation and deprivation are two statuses with their own consequences.', {
  FULL: 'Neither limited nor deprived.',
  LIMITED: 'Limited by a court (Code on Marriage and Family, art. 79–80).',
  DEPRIVED: 'Deprived by a court (art. 75–77).',
});
export type ParentalRights = EnumValue<typeof ParentalRights>;

@Directive('@authenticated')
@ObjectType({ description: 'The link between a child and a parent.' })
export class Parentage extends DatedFact {
  childIin!: string;

  @Field(() => Person, { description: 'The parent.' })
  person!: Person;

  @Field(() => PersonName, { description: 'The parent\'s name, which is part of the child\'s own record.' })
  name!: PersonName;

  @Field(() => ParentRole, { description: 'Mother or father.' })
  role!: ParentRole;

  @Field(() => ParentageBasis, { description: 'By birth or adoption.' })
  basis!: ParentageBasis;

  @Field(() => ParentalRights, { description: 'The parent\'s rights towards this child.' })
  async rights(
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<ParentalRights> {
    const day = on ?? context.today;
    const statuses = (await parentalRightsOf(context).load(this.childIin))
      .filter((right) => right.parentIin === this.person.iin && holdsOn(right, day))
      .map(({ status }) => status);
    if (statuses.includes('DEPRIVED')) return ParentalRights.DEPRIVED;
    return statuses.includes('LIMITED') ? ParentalRights.LIMITED : ParentalRights.FULL;
  }
}
