import type { Decimal } from 'decimal.js';
import { Field, ID, InputType, Int } from 'type-graphql';
import { ChangeInput, EventInput } from '../../../shared/mutation/input.type.js';
import { BIN, DateScalar, DecimalScalar, KATO } from '../../../shared/scalars/scalars.js';
import { SchoolFeatures } from '../school/school-features.type.js';
import { InstructionLanguage, SchoolOwnership, SchoolType } from '../school/school.enums.js';
import { BuildingKind, BuildingProgramme, ExpertiseVerdict, ProjectDocumentKind, ProjectStage, ProjectStop } from './project-codes.type.js';

@InputType({ description: 'A day on which a stage is to be reached.' })
export class StagePlanInput {
  @Field(() => ProjectStage, { description: 'A stage of the project\'s path that it has not reached.' })
  stage!: ProjectStage;

  @Field(() => DateScalar, { description: 'The day; not before the day of the statement, nor before that of an earlier stage.' })
  plannedOn!: string;
}

@InputType({ description: 'A name in the languages of the graph, each of 1 to 200 characters.' })
export class ProjectNameInput {
  @Field(() => String, { description: 'In Kazakh.' })
  kk!: string;

  @Field(() => String, { description: 'In Russian.' })
  ru!: string;

  @Field(() => String, { description: 'In English.' })
  en!: string;
}

@InputType({ description: 'A new project. `occurredOn` is the day of the decision. All of it is published.' })
export class PlanProjectInput extends EventInput {
  @Field(() => BuildingProgramme, { description: 'What it is built, or bought, by.' })
  programme!: BuildingProgramme;

  @Field(() => BuildingKind, { description: 'What it is.' })
  kind!: BuildingKind;

  @Field(() => ProjectNameInput, { description: 'Its name.' })
  name!: ProjectNameInput;

  @Field(() => KATO, { description: 'Its district or city; in a region that you act in.' })
  district!: string;

  @Field(() => Boolean, { description: 'Whether it stands in a rural place.' })
  rural!: boolean;

  @Field(() => Int, { description: 'Places by design, 1 to 100000; of a school, in one shift.' })
  designCapacity!: number;

  @Field(() => DecimalScalar, { nullable: true, description: 'What it is to cost, in tenge; more than 0.' })
  cost?: Decimal | null;

  @Field(() => BIN, { description: 'The customer.' })
  customer!: string;

  @Field(() => [ID], { defaultValue: [], description: 'Schools of the same region that it is to relieve; at most 20.' })
  relieves!: string[];

  @Field(() => [StagePlanInput], { defaultValue: [], description: 'When stages are to be reached: the first plan, by which the project is measured.' })
  plans!: StagePlanInput[];
}

/** What the inputs that change a project have in common. */
@InputType()
export abstract class ProjectChangeInput extends ChangeInput {
  @Field(() => ID, { description: '`id` of the project.' })
  project!: string;
}

@InputType({ description: 'New plans for stages ahead. `occurredOn` is the day on which they were stated. Earlier plans stay on record.' })
export class PlanStageInput extends ProjectChangeInput {
  @Field(() => [StagePlanInput], { description: 'The plans, 1 to 10, each stage once.' })
  plans!: StagePlanInput[];
}

@InputType({ description: 'A conclusion of the State expertise. `occurredOn` is its day.' })
export class RecordExpertiseInput extends ProjectChangeInput {
  @Field(() => String, { description: 'Its number, 1 to 50 characters.' })
  number!: string;

  @Field(() => ExpertiseVerdict, { description: 'What it says.' })
  verdict!: ExpertiseVerdict;
}

@InputType({ description: 'A stage that was reached. `occurredOn` is its day.' })
export class ReachStageInput extends ProjectChangeInput {
  @Field(() => ProjectStage, { description: 'The stage: the next one of the path. COMMISSIONED, a stop and the opening of a school have mutations of their own; a centre is OPENED here.' })
  stage!: ProjectStage;

  @Field(() => BIN, { nullable: true, description: 'The contractor: must be given for MOBILISATION, and of a purchase, as the seller, for EQUIPPING; otherwise where it is another one from now on.' })
  contractor?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'What it costs from now on, in tenge, where that has changed; more than 0.' })
  cost?: Decimal | null;
}

@InputType({ description: 'A project that stands still, or will not be built. `occurredOn` is the day of the decision.' })
export class StopProjectInput extends ProjectChangeInput {
  @Field(() => ProjectStop, { description: 'Why.' })
  reason!: ProjectStop;
}

@InputType({ description: 'A suspended project that goes on, where it was. `occurredOn` is the day.' })
export class ResumeProjectInput extends ProjectChangeInput {}

@InputType({ description: 'The commissioning of a project. `occurredOn` is the day of the act: its places are delivered from then on.' })
export class CommissionProjectInput extends ProjectChangeInput {
  @Field(() => String, { description: 'Number of the act, 1 to 50 characters.' })
  act!: string;
}

@InputType({ description: 'A correction of what was recorded of a project by mistake. `occurredOn` is the day on which the mistake was found. At least one fact must be given, each other than on record. All of it is published.' })
export class CorrectProjectInput extends ProjectChangeInput {
  @Field(() => Int, { nullable: true, description: 'Places by design, 1 to 100000; of a school, in one shift.' })
  designCapacity?: number | null;

  @Field(() => KATO, { nullable: true, description: 'Its district or city, in the region that is on record; not of a project that has become a school.' })
  district?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it stands in a rural place.' })
  rural?: boolean | null;

  @Field(() => ProjectNameInput, { nullable: true, description: 'Its name; in at least one language other than on record.' })
  name?: ProjectNameInput | null;

  @Field(() => BIN, { nullable: true, description: 'The customer.' })
  customer?: string | null;

  @Field(() => String, { description: 'Why it is corrected, 1 to 500 characters.' })
  reason!: string;
}

@InputType({ description: 'A paper or picture of a project, by reference. `occurredOn` is the day on which it was made or signed.' })
export class AttachProjectDocumentInput extends ProjectChangeInput {
  @Field(() => ProjectDocumentKind, { description: 'What it is.' })
  kind!: ProjectDocumentKind;

  @Field(() => String, { description: 'Where it lies: an https address without credentials, of at most 500 characters, without a number of twelve digits.' })
  uri!: string;

  @Field(() => String, { description: 'SHA-256 of its bytes: 64 hexadecimal digits.' })
  sha256!: string;
}

@InputType({ description: 'A school that no register has yet. Name, place and capacity are the project\'s.' })
export class NewSchoolInput {
  @Field(() => BIN, { description: 'Its BIN.' })
  bin!: string;

  @Field(() => String, { nullable: true, description: 'Its id in the National Education Database, 1 to 50 characters; left out while it has none.' })
  nobdId?: string | null;

  @Field(() => SchoolType, { description: 'What it teaches.' })
  type!: SchoolType;

  @Field(() => SchoolOwnership, { description: 'Who owns it.' })
  ownership!: SchoolOwnership;

  @Field(() => Int, { description: 'Shifts it works in: 1, 2 or 3.' })
  shifts!: number;

  @Field(() => [InstructionLanguage], { description: 'Languages it teaches in; at least one.' })
  languages!: InstructionLanguage[];
}

@InputType({ description: 'The opening of a school that a project has built. `occurredOn` is the day. One of `school` and `newSchool` must be given.' })
export class OpenProjectSchoolInput extends ProjectChangeInput {
  @Field(() => ID, { nullable: true, description: 'A school of the project\'s district that is on record already.' })
  school?: string | null;

  @Field(() => NewSchoolInput, { nullable: true, description: 'The school, where it is to be put on record.' })
  newSchool?: NewSchoolInput | null;

  @Field(() => SchoolFeatures, { nullable: true, description: 'What of the standard it has: must be given with `newSchool`; with `school` in place of what is on record.' })
  features?: SchoolFeatures | null;
}
