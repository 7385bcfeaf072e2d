import { Ctx, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { ListSize } from '../../../shared/list-size.js';
import { BIN, DateScalar } from '../../../shared/scalars/scalars.js';
import { CARE } from '../access/scope.js';
import { Child, childOf } from '../child/child.type.js';
import { familyById } from '../family/family.repository.js';
import { FosterFamily, toFamily } from '../family/family.type.js';
import { PlacementFormCode } from '../form/placement-form.type.js';
import { JournalEntry, journalEntry } from '../../../shared/mutation/journal-entry.type.js';
import { PlacementStage } from '../life/placement-stage.type.js';
import { District, districtOf, Region, regionOf } from '../place/place.type.js';
import { PlacementReason } from '../placement/placement-reason.type.js';
import { recordByRegister } from '../placement/placement-record.js';
import { placementById } from '../placement/placement.repository.js';
import { Placement, toPlacement } from '../placement/placement.type.js';
import { PlacementPlanAction } from './plan-codes.type.js';
import { eventsOfPlan, planStageOn, type PlacementPlanRow, type PlanEventRow } from './placement-plan.repository.js';

@Directive('@authenticated')
@ObjectType({ description: 'An entry of the journal of a planned placement.' })
export class PlacementPlanEvent extends JournalEntry {
  @Field(() => PlacementPlanAction, { description: 'What was done.' })
  action!: PlacementPlanAction;

  @Field(() => PlacementStage, { nullable: true, description: 'The stage before; null for the first entry.' })
  from!: PlacementStage | null;

  @Field(() => PlacementStage, { description: 'The stage after.' })
  to!: PlacementStage;
}

const planEventOf = ({ action, fromStage: from, toStage: to, ...entry }: PlanEventRow): PlacementPlanEvent => Object.assign(new PlacementPlanEvent(), { action, from, to, ...journalEntry(entry) });

@Directive('@authenticated')
@ObjectType({ description: 'A contract of a planned placement.' })
export class PlacementContract {
  @Field(() => String, { description: 'Its number.' })
  number!: string;

  @Field(() => DateScalar, { description: 'The day on which it was signed.' })
  signedOn!: string;

  @Field(() => BIN, { description: 'The body, or organisation, that signed it beside the carers.' })
  party!: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day after the term that was agreed on; null where the law sets it, or none was.' })
  until!: string | null;
}

@Directive('@authenticated')
@ObjectType({ description: 'A placement that is decided on and not in effect: it holds room in the family, and gives nobody custody. For the authority that places children.' })
export class PlacementPlan {
  row!: PlacementPlanRow;

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
  @Field(() => PlacementStage, { nullable: true, description: 'Where it stands today: PLANNED, CONTRACT, or carried out (ACTIVE), WITHDRAWN, LAPSED.' })
  stage(@Ctx() { today }: SubgraphContext): PlacementStage {
    return planStageOn(this.row, today);
  }

  @Directive(CARE)
  @Field(() => Int, { nullable: true, description: 'Version of the plan, for `expectedVersion`.' })
  version(): number {
    return this.row.version;
  }

  @Directive(CARE)
  @Field(() => PlacementFormCode, { nullable: true, description: 'The form.' })
  form(): PlacementFormCode {
    return this.row.form;
  }

  @Directive(CARE)
  @Field(() => FosterFamily, { nullable: true, description: 'The family; null where another region keeps it.' })
  async family(@Ctx() context: SubgraphContext): Promise<FosterFamily | null> {
    const found = await familyById(context, 'register').load(this.row.familyId);
    return found && toFamily(found, recordByRegister(this.row.iin));
  }

  @Directive(CARE)
  @Field(() => PlacementReason, { nullable: true, description: 'Why the child is without parental care.' })
  reason(): PlacementReason {
    return this.row.reason;
  }

  @Directive(CARE)
  @Field(() => BIN, { nullable: true, description: 'The guardianship body that decided.' })
  body(): string {
    return this.row.bodyBin;
  }

  @Directive(CARE)
  @Field(() => Region, { nullable: true, description: 'The region where the child will live.' })
  region(): Region {
    return regionOf(this.row.regionKato);
  }

  @Directive(CARE)
  @Field(() => District, { nullable: true, description: 'The district or city where the child will live.' })
  district(): District {
    return districtOf(this.row.districtKato);
  }

  @Directive(CARE)
  @Field(() => DateScalar, { nullable: true, description: 'The day of the decision.' })
  decidedOn(): string {
    return this.row.decidedOn;
  }

  @Directive(CARE)
  @Field(() => DateScalar, { nullable: true, description: 'The day on which it is to begin.' })
  plannedFrom(): string {
    return this.row.plannedFrom;
  }

  @Directive(CARE)
  @Field(() => DateScalar, { nullable: true, description: 'First day on which it holds no room any more, unless it is carried out before: a month after the planned day (configuration).' })
  lapsesOn(): string {
    return this.row.lapsesOn;
  }

  @Directive(CARE)
  @Field(() => PlacementContract, { nullable: true, description: 'Its contract; null before it is signed, and for guardianship and trusteeship, which the body\'s act establishes.' })
  contract(): PlacementContract | null {
    const { contractNumber: number, contractOn: signedOn, contractBin: party, contractUntil: until } = this.row;
    return number === null ? null : Object.assign(new PlacementContract(), { number, signedOn, party, until });
  }

  @Directive(CARE)
  @Field(() => Placement, { nullable: true, description: 'The placement by which it was carried out; null before.' })
  async placement(@Ctx() context: SubgraphContext): Promise<Placement | null> {
    const found = this.row.placementId === null ? null : await placementById(context, 'register').load(this.row.placementId);
    return found && toPlacement(found, recordByRegister(found.iin));
  }

  @Directive(CARE)
  @ListSize(4)
  @Field(() => [PlacementPlanEvent], { nullable: true, description: 'Its journal, oldest first.' })
  async history(@Ctx() context: SubgraphContext): Promise<PlacementPlanEvent[]> {
    return (await eventsOfPlan(context, 'register').load(this.row.id)).map(planEventOf);
  }

  @Directive(CARE)
  @Field(() => String, { nullable: true, description: 'What it is based on.' })
  source(): string {
    return this.row.source;
  }
}

export const toPlan = (row: PlacementPlanRow): PlacementPlan => Object.assign(new PlacementPlan(), { row });
