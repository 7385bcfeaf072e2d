import { Arg, Ctx, Directive, Field, ObjectType } from 'type-graphql';
import type { ExternalFacts } from '../../../shared/access/external-child.type.js';
import { opened } from '../../../shared/access/path.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { ON } from '../../../shared/dated.js';
import { ListSize } from '../../../shared/list-size.js';
import { DateScalar, IIN } from '../../../shared/scalars/scalars.js';
import { openedToAuthority } from '../access/officials.js';
import { CARE } from '../access/scope.js';
import { Child, childOf } from '../child/child.type.js';
import { ReviewState } from '../review/review-codes.type.js';
import { nextReviewOf, reviewStateOf } from '../review/review.service.js';
import { placementsOf } from '../placement/placement.repository.js';
import { Placement, toPlacement } from '../placement/placement.type.js';
import { CareSibling, siblingsInCare } from './care-sibling.type.js';
import { inCareOn, majorityOf, openedCurrent, placementOn, reportDueOn, type CareRecord } from './care.service.js';

const FACTS = '@requires(fields: "child { grant { relation classes restricted } facts { birthDate } }")';

const OFFICIALS = 'For officials: the authority, of the region, ombudsman and auditors. Withheld while a placement is shielded.';

const onArgument = () => Arg('on', () => DateScalar, { nullable: true, description: ON });

@Directive('@key(fields: "iin")')
@ObjectType({ description: 'What the guardianship bodies have on a child: placements outside the parents\' care. Empty for a child they do not know.' })
export class ChildCare {
  @Field(() => IIN, { description: 'The child\'s IIN: the key of the section.' })
  iin!: string;

  /** Null where the section was reached by its key alone. */
  record!: CareRecord | null;

  /** Registry's facts, where the field asked for requires them. */
  facts!: ExternalFacts | null;

  @Directive(CARE)
  @Field(() => Child, { nullable: true, description: 'The child.' })
  child(): Child {
    return childOf(opened(this.record).iin);
  }

  @Directive(CARE)
  @Field(() => Placement, { nullable: true, description: 'Where the child lives on a day outside the parents\' care; null where it does not. A guest stay does not end life in an institution and is shown in the history.' })
  async current(@onArgument() on: string | undefined, @Ctx() context: SubgraphContext): Promise<Placement | null> {
    const record = opened(this.record);
    const row = await placementOn(record, on ?? context.today, context);
    return row && toPlacement(row, record);
  }

  @Directive(CARE)
  @ListSize(4)
  @Field(() => [Placement], { nullable: true, description: 'All placements on the register, guest stays included, oldest first. On the register path of a region: those in that region; for the authority also those that are pending.' })
  async history(@Ctx() context: SubgraphContext): Promise<Placement[]> {
    const record = opened(this.record);
    return (await placementsOf(context, record.path).load(this.iin)).map((row) => toPlacement(row, record));
  }

  @Directive(CARE)
  @Field(() => Boolean, { nullable: true, description: 'Whether the child lives outside the parents\' care on a day.' })
  inCare(@onArgument() on: string | undefined, @Ctx() context: SubgraphContext): Promise<boolean> {
    return inCareOn(opened(this.record), on ?? context.today, context);
  }

  @Directive(CARE)
  @Field(() => DateScalar, { nullable: true, description: 'When the next report on the child is due, counted from the child\'s first day there, under whatever contract, by the form\'s interval; null where no report will be.' })
  nextReportDue(@onArgument() on: string | undefined, @Ctx() context: SubgraphContext): Promise<string | null> {
    return reportDueOn(opened(this.record), on ?? context.today, context);
  }

  @Directive(CARE)
  @Field(() => DateScalar, { nullable: true, description: `When the placement of today is to be reviewed next; null where none will be. ${OFFICIALS}` })
  async nextReview(@Ctx() context: SubgraphContext): Promise<string | null> {
    const current = await openedCurrent(this.record, context);
    return current && nextReviewOf(current, context);
  }

  @Directive(CARE)
  @Field(() => ReviewState, { nullable: true, description: `Where the review of the placement of today stands; null where none will be. ${OFFICIALS}` })
  async reviewState(@Ctx() context: SubgraphContext): Promise<ReviewState | null> {
    const current = await openedCurrent(this.record, context);
    return current && reviewStateOf(current, context);
  }

  @Directive(CARE)
  @ListSize(4)
  @Field(() => [CareSibling], { nullable: true, description: 'Brothers and sisters, as the databank has them, and where they live. For the authority that places children: it tells of the brother or sister. Withheld while a placement is shielded.' })
  siblings(@Ctx() context: SubgraphContext): Promise<CareSibling[]> {
    return siblingsInCare(openedToAuthority(this.record, context).iin, context);
  }

  @Directive(FACTS)
  @Directive(CARE)
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day on which the placement of a day ends without an act because the child comes of age (art. 130(3)); guardianship goes on as trusteeship until then. Null where the form sets no age. Needs the civil registry: answers through the gateway only.',
  })
  endsAtMajority(@onArgument() on: string | undefined, @Ctx() context: SubgraphContext): Promise<string | null> {
    return majorityOf(opened(this.record), this.facts, on ?? context.today, context);
  }
}
