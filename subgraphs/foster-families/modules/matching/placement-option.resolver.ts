import { Arg, Ctx, Directive, Int, Query, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { ON } from '../../../shared/dated.js';
import { badInput } from '../../../shared/errors.js';
import { DateScalar, IIN } from '../../../shared/scalars/scalars.js';
import { CARE } from '../access/scope.js';
import { carerForm } from '../candidate/carer-form.js';
import { PlacementFormCode } from '../form/placement-form.type.js';
import { SiblingsApart } from '../placement/placement-reason.type.js';
import { CARER_FORMS } from '../../rules/candidate/condition.js';
import { placementOptions } from './matching.service.js';
import { PlacementOption, toPlacementOption } from './placement-option.type.js';

const MOST = 50;

@Resolver()
export class PlacementOptionResolver {
  @Directive(CARE)
  @Directive('@listSize(slicingArguments: ["first"], requireOneSlicingArgument: false)')
  @Query(() => [PlacementOption], {
    nullable: true,
    description:
      'Families that could take a child in on a day, best first: relatives, families where brothers and sisters live, couples, others; of these the nearest, then by language, special needs and how many children they have. For the authority alone: a child in need or in care in its regions, and families there; null for any other child. None while another placement waits, or begins later.',
  })
  async placementOptions(
    @Arg('childIin', () => IIN, { description: 'The child.' }) childIin: string,
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: string | null | undefined,
    @Arg('forms', () => [PlacementFormCode], { nullable: true, description: 'In these forms; every one but INSTITUTION. In all that the law has for the child when left out.' }) forms: PlacementFormCode[] | null | undefined,
    @Arg('siblingsApart', () => SiblingsApart, { nullable: true, description: 'Why the child may be parted from brothers and sisters, as `recordPlacement` takes it; they stay together when left out.' }) siblingsApart: SiblingsApart | null | undefined,
    @Arg('includeBarred', () => Boolean, { defaultValue: false, description: 'Whether also families and forms that the law bars, with what bars them.' }) includeBarred: boolean,
    @Arg('first', () => Int, { defaultValue: 10, description: `At most so many, 1 to ${MOST}.` }) first: number,
    @Ctx() context: SubgraphContext,
  ): Promise<PlacementOption[] | null> {
    if (first < 1 || first > MOST) throw badInput('first', `must be from 1 to ${MOST}.`);
    const asked = forms == null ? CARER_FORMS : [...new Set(forms.map((form, at) => carerForm(form, `forms[${at}]`)))];
    const found = await placementOptions(context, { child: childIin, day: on ?? context.today, forms: asked, siblingsApart: siblingsApart ?? null, barred: includeBarred, first });
    return found && found.map((option) => toPlacementOption(childIin, option));
  }
}
