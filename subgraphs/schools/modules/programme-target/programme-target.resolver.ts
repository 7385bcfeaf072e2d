import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { ON } from '../../../shared/dated.js';
import { ListSize } from '../../../shared/list-size.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { normOn } from '../norm/norm.repository.js';
import { BuildingKind, BuildingProgramme } from '../project/project-codes.type.js';
import { targets } from './programme-target.repository.js';
import { ProgrammeTarget, toTarget } from './programme-target.type.js';
import { progressOf } from './progress.js';
import { projectsKnownOn } from './progress.repository.js';
import { BuildingProgress, BuildingYear } from './progress.type.js';
import { targetsOn } from './targets-on.js';

@Resolver()
export class ProgrammeTargetResolver {
  @ListSize(40)
  @Query(() => [ProgrammeTarget], { nullable: true, description: 'What building programmes were to build, by the day of the statement. With `on`, of each programme, kind and measure what had been stated last by that day; without, everything that ever was. Public.' })
  async programmeTargets(
    @Arg('programme', () => BuildingProgramme, { nullable: true, description: 'Of this programme; of all, and of all together, when left out.' }) programme: BuildingProgramme | undefined,
    @Arg('on', () => DateScalar, { nullable: true, description: 'The day whose targets are asked for; all statements when left out.' }) on: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<ProgrammeTarget[]> {
    const rows = (await targets(context).load('all')).filter((row) => programme === undefined || row.programme === programme);
    return (on === undefined ? rows : targetsOn(rows, on)).map(toTarget);
  }

  @Query(() => BuildingProgress, { nullable: true, description: 'A programme\'s targets, plans and deliveries by year, as one could know them on a day. Public.' })
  async buildingProgress(
    @Arg('programme', () => BuildingProgramme, { nullable: true, description: 'The programme; all of them together when left out.' }) programme: BuildingProgramme | undefined,
    @Arg('kind', () => BuildingKind, { defaultValue: 'SCHOOL', description: 'What is built.' }) kind: BuildingKind,
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<BuildingProgress> {
    const asOf = on ?? context.today;
    const [rows, projects, shifts] = await Promise.all([
      targets(context).load('all'), projectsKnownOn(context.database.relation, programme ?? null, kind, asOf), normOn('SHIFTS_COUNTED', asOf, context),
    ]);
    const stated = targetsOn(rows.filter((row) => row.programme === (programme ?? null) && row.kind === kind), asOf);
    const shiftsCounted = kind === 'SCHOOL' ? shifts : 1;
    const years = progressOf(projects, stated, shiftsCounted).map((year) => Object.assign(new BuildingYear(), year));
    return Object.assign(new BuildingProgress(), { asOf, programme: programme ?? null, kind, shiftsCounted, projects: projects.length, targets: stated.map(toTarget), years });
  }
}
