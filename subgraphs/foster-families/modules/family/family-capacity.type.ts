import { Directive, Field, Int, ObjectType } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import type { CivilDate } from '../../../shared/clock.js';
import { holdsOn } from '../../../shared/dated.js';
import { onRegister } from '../access/register.service.js';
import { formOn } from '../form/placement-form.repository.js';
import { PlacementFormCode } from '../form/placement-form.type.js';
import { childrenOf, countedAmong, siblingsAmong } from './capacity.js';

@Directive('@authenticated')
@ObjectType({ description: 'How many children a family has in a form on a day, and how many it may have.' })
export class FamilyCapacity {
  @Field(() => PlacementFormCode, { description: 'The form.' })
  form!: PlacementFormCode;

  @Field(() => Int, { description: 'Children with the family in that form, those whose placement waits included.' })
  placed!: number;

  @Field(() => Int, { description: 'The same as the limit counts them: brothers and sisters are one.' })
  counted!: number;

  @Field(() => Int, { nullable: true, description: 'The fewest the law asks for; null without a limit.' })
  minimum!: number | null;

  @Field(() => Int, { nullable: true, description: 'The most the law allows; null without a limit.' })
  maximum!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many more may come, siblings of those who are there not counted; null without a limit.' })
  free!: number | null;

  @Field(() => String, { nullable: true, description: 'Where the limits stand in the law; null for a form that the law does not have on that day.' })
  legalBasis!: string | null;
}

/** A family's children in a form on a day, wherever they were placed: only how many comes of it. */
export async function capacityOf(family: string, form: PlacementFormCode, on: CivilDate, context: SubgraphContext): Promise<FamilyCapacity> {
  const terms = await formOn(form, on, context);
  const { placed, counted } = await onRegister(context, async (em) => {
    const iins = (await childrenOf(em, family, form, on)).filter((child) => holdsOn(child, on)).map(({ iin }) => iin);
    return { placed: iins.length, counted: countedAmong(iins, await siblingsAmong(em, iins)) };
  });
  const maximum = terms?.maxChildren ?? null;
  const free = maximum === null ? null : Math.max(0, maximum - counted);
  return Object.assign(new FamilyCapacity(), { form, placed, counted, minimum: terms?.minChildren ?? null, maximum, free, legalBasis: terms?.legalBasis ?? null });
}
