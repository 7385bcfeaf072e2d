import { Decimal } from 'decimal.js';
import { Arg, Ctx, Field, ID, Int, ObjectType } from 'type-graphql';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { inLanguage, type Language } from '../../../shared/language.js';
import { LANGUAGE, LanguageEnum } from '../../../shared/language.type.js';
import { ListSize } from '../../../shared/list-size.js';
import { Money } from '../../../shared/money.js';
import { BIN, DateScalar, DecimalScalar } from '../../../shared/scalars/scalars.js';
import { District, districtOf, Region, regionOf } from '../place/place.type.js';
import { schoolById } from '../school/school.repository.js';
import { School, toSchool } from '../school/school.type.js';
import { costPerPlace, normFor, ofNorm } from './cost-norm.js';
import { costNormsOn } from './cost-norm.repository.js';
import { BuildingKind, BuildingProgramme, ProjectStage } from './project-codes.type.js';
import { conclusionsOfProject, documentsOfProject, plansOfProject, relievedByProject, stagesOfProject } from './project-journal.repository.js';
import { conclusionOf, documentOf, ExpertiseConclusion, ProjectDocument, ProjectStageTimes, ProjectStep, stageTimesOf, stepOf } from './project-journal.type.js';
import { correctionsOfProject } from './project-correction.repository.js';
import { correctionOf, ProjectCorrection } from './project-correction.type.js';
import type { ProjectRow } from './project.repository.js';
import { isLate, openingOf, slippageOf, timelineOf, type StageTimes } from './timeline.js';

@ObjectType({ description: 'A school, or a centre for children, that is being built or bought: from the decision to the day on which children are there. Public: who goes there is not in it.' })
export class SchoolProject {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  row!: ProjectRow;

  @Field(() => BuildingProgramme, { description: 'What it is built, or bought, by.' })
  programme!: BuildingProgramme;

  @Field(() => BuildingKind, { description: 'What it is.' })
  kind!: BuildingKind;

  @Field(() => String, { description: 'Its name.' })
  name(@Arg('lang', () => LanguageEnum, { nullable: true, description: LANGUAGE }) lang: Language | undefined, @Ctx() context: SubgraphContext): string {
    const { nameKk: kk, nameRu: ru, nameEn: en } = this.row;
    return inLanguage({ kk, ru, en }, lang ?? context.language);
  }

  @Field(() => Region, { description: 'Its region.' })
  region(): Region {
    return regionOf(this.row.regionKato);
  }

  @Field(() => District, { description: 'Its district or city.' })
  district(): District {
    return districtOf(this.row.districtKato);
  }

  @Field(() => Boolean, { description: 'Whether it stands in a rural place.' })
  rural!: boolean;

  @Field(() => Int, { description: 'Places by design; of a school, in one shift.' })
  designCapacity!: number;

  @Field(() => Int, { description: 'Places delivered, in one shift: none before it is commissioned.' })
  placesDelivered(): number {
    return this.row.commissionedOn === null ? 0 : this.row.designCapacity;
  }

  @Field(() => ProjectStage, { description: 'How far it has come.' })
  stage!: ProjectStage;

  @Field(() => DateScalar, { description: 'First day in that stage.' })
  stageSince(): CivilDate {
    return this.row.since;
  }

  @Field(() => ProjectStage, { nullable: true, description: 'Where it goes on, while it is suspended.' })
  resumesAt(): ProjectStage | null {
    return this.row.resumesAt;
  }

  @ListSize(10)
  @Field(() => [ProjectStageTimes], { description: 'The stages of its path in their order, with planned and actual days.' })
  async stages(@Ctx() context: SubgraphContext): Promise<ProjectStageTimes[]> {
    return (await this.#timeline(context)).map(stageTimesOf);
  }

  @Field(() => Boolean, { description: 'Whether a stage ahead should have been reached by its first plan, whatever was planned since; `slippageDays` says by how many days it is behind.' })
  async late(@Ctx() context: SubgraphContext): Promise<boolean> {
    return isLate(await this.#timeline(context));
  }

  @Field(() => Int, { nullable: true, description: 'Days behind the first plan. While it is late: of the stage ahead that is furthest behind, so that a late project is never 0. Otherwise of commissioning, from which places count, negative where that was early; null without a plan of it.' })
  async slippageDays(@Ctx() context: SubgraphContext): Promise<number | null> {
    return slippageOf(await this.#timeline(context));
  }

  @Field(() => DateScalar, { nullable: true, description: 'The day on which children are there, or will be by the last plan; that of commissioning where opening has none. Null without a plan, and of a cancelled project.' })
  async opensOn(@Ctx() context: SubgraphContext): Promise<CivilDate | null> {
    return this.row.stage === 'CANCELLED' ? null : openingOf(await this.#timeline(context));
  }

  @Field(() => Money, { nullable: true, description: 'What it costs, as it was said last; null where nobody has said.' })
  cost(): Money | null {
    return this.row.costKzt === null ? null : new Money(this.row.costKzt, 'KZT');
  }

  @Field(() => Money, { nullable: true, description: 'What a place by design costs, to the tenge; null where the cost is.' })
  costPerPlace(): Money | null {
    const perPlace = this.#perPlace();
    return perPlace && new Money(perPlace, 'KZT');
  }

  @Field(() => Money, { nullable: true, description: 'What a place of a school of this capacity may cost by the norms of the day on which it was planned (Query.buildingCostNorms), interpolated between capacities; null of what is no school.' })
  async normPerPlace(@Ctx() context: SubgraphContext): Promise<Money | null> {
    const norm = await this.#norm(context);
    return norm && new Money(norm, 'KZT');
  }

  @Field(() => DecimalScalar, { nullable: true, description: 'How many times that norm a place costs, three decimals: above 1 it is over the norm. The norm has the prices of its own year.' })
  async overNorm(@Ctx() context: SubgraphContext): Promise<Decimal | null> {
    const [norm, perPlace] = [await this.#norm(context), this.#perPlace()];
    return norm && perPlace && ofNorm(perPlace, norm);
  }

  @Field(() => BIN, { nullable: true, description: 'The contractor, or of a purchase the seller; null until there is one.' })
  contractor(): string | null {
    return this.row.contractorBin;
  }

  @Field(() => BIN, { description: 'The customer (тапсырыс беруші / заказчик).' })
  customer(): string {
    return this.row.customerBin;
  }

  @Field(() => String, { nullable: true, description: 'Number of the act by which it was commissioned.' })
  act(): string | null {
    return this.row.actNumber;
  }

  @ListSize(3)
  @Field(() => [School], { description: 'The schools that it is to relieve: three-shift, unsafe or crowded ones.' })
  async relieves(@Ctx() context: SubgraphContext): Promise<School[]> {
    const keys = await relievedByProject(context).load(this.row.id);
    const schools = await Promise.all(keys.map((key) => schoolById(context).load(key)));
    return schools.filter((row) => row !== null).map(toSchool);
  }

  @Field(() => School, { nullable: true, description: 'The school that it became, once it is open.' })
  async school(@Ctx() context: SubgraphContext): Promise<School | null> {
    const row = this.row.schoolId === null ? null : await schoolById(context).load(this.row.schoolId);
    return row && toSchool(row);
  }

  @ListSize(3)
  @Field(() => [ExpertiseConclusion], { description: 'Conclusions of the State expertise, in the order in which they were recorded.' })
  async conclusions(@Ctx() context: SubgraphContext): Promise<ExpertiseConclusion[]> {
    return (await conclusionsOfProject(context).load(this.row.id)).map(conclusionOf);
  }

  @ListSize(5)
  @Field(() => [ProjectDocument], { description: 'Papers and pictures, in the order in which they were recorded.' })
  async documents(@Ctx() context: SubgraphContext): Promise<ProjectDocument[]> {
    return (await documentsOfProject(context).load(this.row.id)).map(documentOf);
  }

  @ListSize(3)
  @Field(() => [ProjectCorrection], { description: 'What was recorded by mistake and corrected, in the order in which it was.' })
  async corrections(@Ctx() context: SubgraphContext): Promise<ProjectCorrection[]> {
    return (await correctionsOfProject(context).load(this.row.id)).map(correctionOf);
  }

  @ListSize(10)
  @Field(() => [ProjectStep], { description: 'Every step that it has taken, in order.' })
  async history(@Ctx() context: SubgraphContext): Promise<ProjectStep[]> {
    return (await stagesOfProject(context).load(this.row.id)).map(stepOf);
  }

  @Field(() => Int, { description: 'Counts the changes of the record, for `expectedVersion` of a mutation.' })
  version!: number;

  @Field(() => String, { description: 'Where the record comes from.' })
  source!: string;

  async #timeline(context: SubgraphContext): Promise<StageTimes[]> {
    const { id, path, stage } = this.row;
    const [reached, plans] = await Promise.all([stagesOfProject(context).load(id), plansOfProject(context).load(id)]);
    return timelineOf({ path, stage, reached, plans }, context.today);
  }

  #perPlace(): Decimal | null {
    return this.row.costKzt === null ? null : costPerPlace(new Decimal(this.row.costKzt), this.row.designCapacity);
  }

  async #norm(context: SubgraphContext): Promise<Decimal | null> {
    const { kind, plannedSince, designCapacity } = this.row;
    return kind === 'SCHOOL' ? normFor(designCapacity, await costNormsOn(plannedSince, context)) : null;
  }
}

export function toProject(row: ProjectRow): SchoolProject {
  const { publicId: id, programme, kind, rural, designCapacity, stage, version, source } = row;
  return Object.assign(new SchoolProject(), { id, row, programme, kind, rural, designCapacity, stage, version, source });
}
