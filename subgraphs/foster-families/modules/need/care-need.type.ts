import { Arg, Ctx, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { ON } from '../../../shared/dated.js';
import { ListSize } from '../../../shared/list-size.js';
import { BIN, DateScalar } from '../../../shared/scalars/scalars.js';
import { CARE } from '../access/scope.js';
import { Child, childOf } from '../child/child.type.js';
import { District, districtOf, Region, regionOf } from '../place/place.type.js';
import { PlacementReason } from '../placement/placement-reason.type.js';
import { siblingsOf } from '../sibling/sibling.repository.js';
import { CareNeedClosing, CareNeedNotifier, CareNeedStatus } from './care-need-codes.type.js';
import { CareDeadline, careDeadlineOf, CareDocument, careDocumentOf, CareNeedEvent, careNeedEventOf } from './care-need-event.type.js';
import { documentsOfNeed, eventsOfNeed, type CareNeedRow } from './care-need.repository.js';
import { SpecialNeed, SpokenLanguage } from './matching-codes.type.js';
import { closedBy, deadlinesOf, statusOn } from './deadlines.js';

@Directive('@authenticated')
@ObjectType({ description: 'A child\'s record in the Republican databank of children without parental care, from the day on which somebody told of it until it is closed. Open on the register only.' })
export class CareNeed {
  row!: CareNeedRow;

  @Directive(CARE)
  @Field(() => ID, { nullable: true, description: 'Opaque id.' })
  id(): string {
    return this.row.publicId;
  }

  @Directive(CARE)
  @Field(() => Child, { nullable: true, description: 'The child.' })
  child(): Child {
    return childOf(this.row.iin);
  }

  @Directive(CARE)
  @Field(() => CareNeedStatus, { nullable: true, description: 'Where it stands today; closed from the day on which the child is of age.' })
  status(@Ctx() { today }: SubgraphContext): CareNeedStatus {
    return statusOn(this.row, today);
  }

  @Directive(CARE)
  @Field(() => Int, { nullable: true, description: 'Version of the record, for `expectedVersion`.' })
  version(): number {
    return this.row.version;
  }

  @Directive(CARE)
  @Field(() => CareNeedNotifier, { nullable: true, description: 'Who told of the child.' })
  notifier(): CareNeedNotifier {
    return this.row.notifier;
  }

  @Directive(CARE)
  @ListSize(3)
  @Field(() => [PlacementReason], { nullable: true, description: 'Why the child is without parental care; of two parents each may have a reason of their own.' })
  reasons(): readonly PlacementReason[] {
    return this.row.reasons;
  }

  @Directive(CARE)
  @Field(() => DateScalar, { nullable: true, description: 'The day on which the child was found to be without care: the primary record is due within one working day of it.' })
  identifiedOn(): string {
    return this.row.identifiedOn;
  }

  @Directive(CARE)
  @Field(() => DateScalar, { nullable: true, description: 'The day on which the guardianship body was told: a family is due within twenty working days of it (121(3)), or of being told that the child has left an institution for no other placement.' })
  receivedOn(): string {
    return this.row.receivedOn;
  }

  @Directive(CARE)
  @Field(() => Region, { nullable: true, description: 'The region whose body keeps the record.' })
  region(): Region {
    return regionOf(this.row.regionKato);
  }

  @Directive(CARE)
  @Field(() => District, { nullable: true, description: 'The district or city where the child was found.' })
  district(): District {
    return districtOf(this.row.districtKato);
  }

  @Directive(CARE)
  @Field(() => BIN, { nullable: true, description: 'The guardianship body that keeps the record.' })
  body(): string {
    return this.row.bodyBin;
  }

  @Directive(CARE)
  @Field(() => BIN, { nullable: true, description: 'The hospital of the medical examination; null before it.' })
  hospital(): string | null {
    return this.row.hospitalBin;
  }

  @Directive(CARE)
  @Field(() => DateScalar, { nullable: true, description: 'First day in hospital.' })
  admittedOn(): string | null {
    return this.row.admittedOn;
  }

  @Directive(CARE)
  @Field(() => DateScalar, { nullable: true, description: 'The day on which the child left the hospital: within three days.' })
  dischargedOn(): string | null {
    return this.row.dischargedOn;
  }

  @Directive(CARE)
  @ListSize(5)
  @Field(() => [CareDeadline], { nullable: true, description: 'Its terms as they stand on a day. One that still ran when the record was closed is not among them.' })
  deadlines(@Arg('on', () => DateScalar, { nullable: true, description: ON }) on: string | undefined, @Ctx() { today }: SubgraphContext): CareDeadline[] {
    return deadlinesOf(this.row, on ?? today).map(careDeadlineOf);
  }

  @Directive(CARE)
  @Field(() => SpokenLanguage, { nullable: true, description: 'The language that the child speaks at home; null where nobody has said.' })
  language(): SpokenLanguage | null {
    return this.row.language;
  }

  @Directive(CARE)
  @ListSize(2)
  @Field(() => [SpecialNeed], { nullable: true, description: 'What a family must be prepared for.' })
  needs(): readonly SpecialNeed[] {
    return this.row.needs;
  }

  @Directive(CARE)
  @ListSize(4)
  @Field(() => [Child], { nullable: true, description: 'Brothers and sisters, as the databank has them; for caseworkers without those who are shielded.' })
  async siblings(@Ctx() context: SubgraphContext): Promise<Child[]> {
    return (await siblingsOf(context, 'register').load(this.row.iin)).map(childOf);
  }

  @Directive(CARE)
  @ListSize(6)
  @Field(() => [CareDocument], { nullable: true, description: 'Papers that it refers to.' })
  async documents(@Ctx() context: SubgraphContext): Promise<CareDocument[]> {
    return (await documentsOfNeed(context, 'register').load(this.row.id)).map(careDocumentOf);
  }

  @Directive(CARE)
  @Field(() => DateScalar, { nullable: true, description: 'First day in institutions, where the child lives until there is a family: of several in a row the first; null without one.' })
  placedOn(): string | null {
    return this.row.placedOn;
  }

  @Directive(CARE)
  @Field(() => DateScalar, { nullable: true, description: 'The day on which it was closed, or on which the child came of age; null while it is open.' })
  closedOn(@Ctx() { today }: SubgraphContext): string | null {
    return closedBy(this.row, today);
  }

  @Directive(CARE)
  @Field(() => CareNeedClosing, { nullable: true, description: 'Why it was closed (118-4(1)); null while it is open.' })
  closing(@Ctx() { today }: SubgraphContext): CareNeedClosing | null {
    return this.row.closing ?? (closedBy(this.row, today) === null ? null : 'MAJORITY_OR_CAPACITY');
  }

  @Directive(CARE)
  @ListSize(6)
  @Field(() => [CareNeedEvent], { nullable: true, description: 'Its journal, oldest first.' })
  async history(@Ctx() context: SubgraphContext): Promise<CareNeedEvent[]> {
    return (await eventsOfNeed(context, 'register').load(this.row.id)).map(careNeedEventOf);
  }

  @Directive(CARE)
  @Field(() => String, { nullable: true, description: 'What the record is based on.' })
  source(): string {
    return this.row.source;
  }
}

export const toCareNeed = (row: CareNeedRow): CareNeed => Object.assign(new CareNeed(), { row });
