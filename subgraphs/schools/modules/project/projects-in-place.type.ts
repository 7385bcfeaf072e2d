import { Field, Int, ObjectType } from 'type-graphql';
import { ProjectStage } from './project-codes.type.js';
import type { StageCount } from './projects-in-place.repository.js';

@ObjectType({ description: 'How many school projects are in a stage.' })
export class ProjectCount {
  @Field(() => ProjectStage, { description: 'The stage.' })
  stage!: ProjectStage;

  @Field(() => Int, { description: 'Projects.' })
  projects!: number;

  @Field(() => Int, { description: 'Their places, in the shifts of `shiftsCounted`.' })
  places!: number;
}

const DELIVERED: readonly ProjectStage[] = ['COMMISSIONED', 'OPENED'];
const UNDER_CONSTRUCTION: readonly ProjectStage[] = ['MOBILISATION', 'CONSTRUCTION', 'EQUIPPING'];

const placesIn = (stages: readonly ProjectStage[], counts: readonly StageCount[], shifts: number): number =>
  counts.filter(({ stage }) => stages.includes(stage)).reduce((sum, { designCapacity }) => sum + designCapacity * shifts, 0);

/** Places count from commissioning on, and not before. */
export const placesDelivered = (counts: readonly StageCount[], shifts: number): number => placesIn(DELIVERED, counts, shifts);
export const placesUnderConstruction = (counts: readonly StageCount[], shifts: number): number => placesIn(UNDER_CONSTRUCTION, counts, shifts);

/** In the order of the stages. */
export const projectCounts = (counts: readonly StageCount[], shifts: number): ProjectCount[] =>
  Object.values(ProjectStage).flatMap((stage) => {
    const projects = counts.filter((one) => one.stage === stage).reduce((sum, one) => sum + one.projects, 0);
    return projects === 0 ? [] : [Object.assign(new ProjectCount(), { stage, projects, places: placesIn([stage], counts, shifts) })];
  });
