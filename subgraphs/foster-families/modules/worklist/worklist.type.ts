import { Ctx, Directive, Field, InputType, Int, ObjectType } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import type { CivilDate } from '../../../shared/clock.js';
import { BIN, DateScalar, KATO } from '../../../shared/scalars/scalars.js';
import { CARE, CARE_TOTALS } from '../access/scope.js';
import { adoptionById } from '../adoption-report/adoption.repository.js';
import { Adoption, toAdoption } from '../adoption-report/adoption.type.js';
import { candidateById } from '../candidate/candidate.repository.js';
import { CarerCandidate, toCandidate } from '../candidate/candidate.type.js';
import { Child, childOf } from '../child/child.type.js';
import { familyById } from '../family/family.repository.js';
import { FosterFamily, toFamily } from '../family/family.type.js';
import { careNeedById } from '../need/care-need.repository.js';
import { CareNeed, toCareNeed } from '../need/care-need.type.js';
import { Person, personOf } from '../person/person.type.js';
import { District, districtOf, Region, regionOf } from '../place/place.type.js';
import { recordByRegister } from '../placement/placement-record.js';
import { placementById } from '../placement/placement.repository.js';
import { Placement, toPlacement } from '../placement/placement.type.js';
import { SupervisionKind } from './supervision-kind.type.js';
import type { SupervisionCountRow, SupervisionRow } from './worklist.repository.js';

@InputType({ description: 'Narrows a worklist; every condition given must hold.' })
export class SupervisionFilter {
  @Field(() => [SupervisionKind], { nullable: true, description: 'Of these kinds; of every one that is open to you when left out.' })
  kinds?: SupervisionKind[];

  @Field(() => KATO, { nullable: true, description: 'In this region (KATO).' })
  regionKato?: string;

  @Field(() => KATO, { nullable: true, description: 'In this district or city (KATO).' })
  districtKato?: string;

  @Field(() => DateScalar, { nullable: true, description: 'With a `dueOn` on this day or later.' })
  dueFrom?: string;

  @Field(() => DateScalar, { nullable: true, description: 'With a `dueOn` before this day, also one to come. When left out: terms that have passed, what has begun by today, and contracts and certificates that run out within thirty days.' })
  dueBefore?: string;
}

@Directive('@authenticated')
@ObjectType({ description: 'Something that a guardianship body has to look after, once for each kind and child, record, carer, family, district or adoption.' })
export class SupervisionCase {
  row!: SupervisionRow;

  @Directive(CARE)
  @Field(() => SupervisionKind, { nullable: true, description: 'What it is.' })
  kind(): SupervisionKind {
    return this.row.kind;
  }

  @Directive(CARE)
  @Field(() => DateScalar, { nullable: true, description: 'The day that the kind names: the last day of a term, the first one without something, or the first one on which it was so.' })
  dueOn(): CivilDate {
    return this.row.dueOn;
  }

  @Directive(CARE)
  @Field(() => Region, { nullable: true, description: 'The region that must look after it: where the child is placed or was found, or where the family lives; of adopters that of the body they report to.' })
  region(): Region {
    return regionOf(this.row.regionKato);
  }

  @Directive(CARE)
  @Field(() => District, { nullable: true, description: 'The district or city, likewise.' })
  district(): District {
    return districtOf(this.row.districtKato);
  }

  @Directive(CARE)
  @Field(() => Child, { nullable: true, description: 'The child; null of what is about a carer, a family or a body, and of an adoption.' })
  child(): Child | null {
    return this.row.childIin === null ? null : childOf(this.row.childIin);
  }

  @Directive(CARE)
  @Field(() => Person, { nullable: true, description: 'The carer; null of what is not about one.' })
  carer(): Person | null {
    return this.row.carerIin === null ? null : personOf(this.row.carerIin);
  }

  @Directive(CARE)
  @Field(() => BIN, { nullable: true, description: 'The guardianship body, of what is about one.' })
  body(): string | null {
    return this.row.bodyBin;
  }

  @Directive(CARE)
  @Field(() => Placement, { nullable: true, description: 'The placement; null of what is about none.' })
  async placement(@Ctx() context: SubgraphContext): Promise<Placement | null> {
    const { placementId } = this.row;
    const found = placementId === null ? null : await placementById(context, 'register').load(placementId);
    return found && toPlacement(found, recordByRegister(found.iin));
  }

  @Directive(CARE)
  @Field(() => CareNeed, { nullable: true, description: 'The record in the databank; null of what is about none.' })
  async need(@Ctx() context: SubgraphContext): Promise<CareNeed | null> {
    const { needId } = this.row;
    const found = needId === null ? null : await careNeedById(context, 'register').load(needId);
    return found && toCareNeed(found);
  }

  @Directive(CARE)
  @Field(() => CarerCandidate, { nullable: true, description: 'The carer\'s record in the databank; null of what is about no carer, where there is none, and where another region keeps it.' })
  async candidate(@Ctx() context: SubgraphContext): Promise<CarerCandidate | null> {
    const { candidateId } = this.row;
    const found = candidateId === null ? null : await candidateById(context, 'register').load(candidateId);
    return found && toCandidate(found);
  }

  @Directive(CARE)
  @Field(() => FosterFamily, { nullable: true, description: 'The family, of what is about a carer or a family.' })
  async family(@Ctx() context: SubgraphContext): Promise<FosterFamily | null> {
    const { familyId } = this.row;
    const found = familyId === null ? null : await familyById(context, 'register').load(familyId);
    return found && toFamily(found, recordByRegister(''));
  }

  @Directive(CARE)
  @Field(() => Adoption, { nullable: true, description: 'The adoption whose adopters have not reported; null of everything else, and then nothing else is there.' })
  async adoption(@Ctx() context: SubgraphContext): Promise<Adoption | null> {
    const { adoptionId } = this.row;
    const found = adoptionId === null ? null : await adoptionById(context, 'register').load(adoptionId);
    return found && toAdoption(found);
  }
}

export const toSupervisionCase = (row: SupervisionRow): SupervisionCase => Object.assign(new SupervisionCase(), { row });

@Directive('@authenticated')
@ObjectType({ description: 'How much of one kind must be looked after in a region.' })
export class SupervisionCount {
  row!: SupervisionCountRow;

  @Directive(CARE_TOTALS)
  @Field(() => SupervisionKind, { nullable: true, description: 'What it is.' })
  kind(): SupervisionKind {
    return this.row.kind;
  }

  @Directive(CARE_TOTALS)
  @Field(() => Region, { nullable: true, description: 'The region that must look after it.' })
  region(): Region {
    return regionOf(this.row.regionKato);
  }

  @Directive(CARE_TOTALS)
  @Field(() => Int, { nullable: true, description: 'How many; as many as `supervisionCases` lists.' })
  cases(): number {
    return this.row.cases;
  }
}

export const toSupervisionCount = (row: SupervisionCountRow): SupervisionCount => Object.assign(new SupervisionCount(), { row });
