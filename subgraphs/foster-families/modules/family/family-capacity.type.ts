import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { definePathLoader } from '../../../shared/access/path.js';
import type { SubgraphContext } from '../../../shared/context.js';
import type { CivilDate } from '../../../shared/clock.js';
import { holdsOn } from '../../../shared/dated.js';
import { onRegister } from '../access/register.service.js';
import { formOn } from '../form/placement-form.repository.js';
import { PlacementFormCode } from '../form/placement-form.type.js';
import { childrenOf, countedAmong, mostFrom, siblingsAmong, type FamilyChild, type SiblingPair } from './capacity.js';

@Directive('@authenticated')
@ObjectType({ description: 'How many children a family has in a form on a day, and how many it may have.' })
export class FamilyCapacity {
  @Field(() => PlacementFormCode, { description: 'The form.' })
  form!: PlacementFormCode;

  @Field(() => Int, { description: 'Children with the family in that form, those whose placement waits or is planned included.' })
  placed!: number;

  @Field(() => Int, { description: 'The same as the limit counts them: brothers and sisters are one.' })
  counted!: number;

  @Field(() => Int, { nullable: true, description: 'The fewest the law asks for; null without a limit.' })
  minimum!: number | null;

  @Field(() => Int, { nullable: true, description: 'The most the law allows; null without a limit.' })
  maximum!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many more may come on that day and stay: as many as the law allows beside those who come later, or are planned; siblings not counted. Null without a limit.' })
  free!: number | null;

  @Field(() => String, { nullable: true, description: 'Where the limits stand in the law; null for a form that the law does not have on that day.' })
  legalBasis!: string | null;
}

/** Who is with a family on a day or later, and who of them is whose brother or sister. */
interface Household {
  readonly children: readonly FamilyChild[];
  readonly pairs: readonly SiblingPair[];
}

/** By family and day; of one day all families are one look-up, and siblings another. */
const childrenOn = definePathLoader<string, Household>(onRegister, async (em, keys, { today }) => {
  const asked = keys.map((key) => key.split(' ')).map(([family = '', day = '']) => ({ family, day }));
  const first = asked.map(({ day }) => day).reduce((a, b) => (a < b ? a : b));
  const found = await childrenOf(em, [...new Set(asked.map(({ family }) => family))], { day: first, today });
  const pairs = await siblingsAmong(em, found.map(({ iin }) => iin));
  return asked.map(({ family, day }) => ({ children: found.filter((child) => child.family === family && (child.validTo == null || child.validTo > day)), pairs }));
});

/** A family's children in a form on a day, wherever they were placed: only how many comes of it. */
export async function capacityOf(family: string, form: PlacementFormCode, on: CivilDate, context: SubgraphContext): Promise<FamilyCapacity> {
  const [terms, { children, pairs }] = await Promise.all([formOn(form, on, context), childrenOn(context, 'register').load(`${family} ${on}`)]);
  const inForm = children.filter((child) => child.form === form);
  // By a contract and the plan of the next one a child is there once.
  const iins = [...new Set(inForm.filter((child) => holdsOn(child, on)).map(({ iin }) => iin))];
  const [placed, counted] = [iins.length, countedAmong(iins, pairs)];
  const maximum = terms?.maxChildren ?? null;
  const free = maximum === null ? null : Math.max(0, maximum - mostFrom(inForm, pairs, on));
  return Object.assign(new FamilyCapacity(), { form, placed, counted, minimum: terms?.minChildren ?? null, maximum, free, legalBasis: terms?.legalBasis ?? null });
}
