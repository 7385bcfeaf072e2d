import { Arg, Ctx, Field, ID, InputType, Int, Query, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { ON } from '../../../shared/dated.js';
import { ListSize, PageSize } from '../../../shared/list-size.js';
import { connectionType, pageOf, pageRequest, type Connection } from '../../../shared/pagination.js';
import { BIN, DateScalar, KATO } from '../../../shared/scalars/scalars.js';
import { costNormsOn } from './cost-norm.repository.js';
import { BuildingCostNorm, toCostNorm } from './cost-norm.type.js';
import { BuildingKind, BuildingProgramme, ProjectStage } from './project-codes.type.js';
import { listProjects, projectByPublicId } from './project.repository.js';
import { SchoolProject, toProject } from './project.type.js';

@InputType({ description: 'Narrows a list of building projects; every condition given must hold.' })
export class SchoolProjectFilter {
  @Field(() => KATO, { nullable: true, description: 'In this region (KATO).' })
  regionKato?: string;

  @Field(() => KATO, { nullable: true, description: 'In this district or city (KATO).' })
  districtKato?: string;

  @Field(() => BuildingProgramme, { nullable: true, description: 'Of this programme.' })
  programme?: BuildingProgramme;

  @Field(() => BuildingKind, { nullable: true, description: 'Of this kind.' })
  kind?: BuildingKind;

  @Field(() => ProjectStage, { nullable: true, description: 'In this stage.' })
  stage?: ProjectStage;

  @Field(() => Boolean, { nullable: true, description: 'Late today, or not (SchoolProject.late).' })
  late?: boolean;

  @Field(() => BIN, { nullable: true, description: 'Of this contractor.' })
  contractorBin?: string;

  @Field(() => DateScalar, { nullable: true, description: 'Opened, or to be opened by the last plan, before this day (SchoolProject.opensOn).' })
  openingBefore?: string;
}

export const SchoolProjectConnection = connectionType('SchoolProject', SchoolProject, 'public');

@Resolver()
export class ProjectResolver {
  @Query(() => SchoolProject, { nullable: true, description: 'One building project; null for an unknown id. Public.' })
  async schoolProject(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() context: SubgraphContext): Promise<SchoolProject | null> {
    const row = await projectByPublicId(context).load(id);
    return row && toProject(row);
  }

  @PageSize()
  @Query(() => SchoolProjectConnection, { nullable: true, description: 'Schools and centres that are being built or were, page by page, at most 100 a page. Public.' })
  async schoolProjects(
    @Arg('filter', () => SchoolProjectFilter, { nullable: true, description: 'Narrows the list; all projects without one.' }) filter: SchoolProjectFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page.' }) after: string | undefined,
    @Ctx() { database, today }: SubgraphContext,
  ): Promise<Connection<SchoolProject>> {
    const page = pageRequest(first, after);
    const { regionKato = null, districtKato = null, programme = null, kind = null, stage = null, late = null, contractorBin = null, openingBefore = null } = filter ?? {};
    const rows = await listProjects(database.relation, { regionKato, districtKato, programme, kind, stage, late, contractorBin, openingBefore }, today, page);
    return pageOf(rows, page.limit, (row) => row.id, toProject);
  }

  @ListSize(10)
  @Query(() => [BuildingCostNorm], { nullable: true, description: 'What a place of a school may cost by its capacity, by the planning rules of a day. Public.' })
  async buildingCostNorms(@Arg('on', () => DateScalar, { nullable: true, description: ON }) on: string | undefined, @Ctx() context: SubgraphContext): Promise<BuildingCostNorm[]> {
    return (await costNormsOn(on ?? context.today, context)).map(toCostNorm);
  }
}
