import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { ListSize } from '../../../shared/list-size.js';
import { School } from '../school/school.type.js';
import { projectOfSchool, reliefsOfSchool } from './project.repository.js';
import { SchoolProject, toProject } from './project.type.js';

@Resolver(() => School)
export class SchoolProjectResolver {
  @FieldResolver(() => SchoolProject, { nullable: true, description: 'The building project that it came from; null where none is on record.' })
  async project(@Root() { key }: School, @Ctx() context: SubgraphContext): Promise<SchoolProject | null> {
    const row = await projectOfSchool(context).load(key);
    return row && toProject(row);
  }

  @ListSize(2)
  @FieldResolver(() => [SchoolProject], { description: 'Building projects that are to relieve it, or have, in the order in which they were planned; cancelled ones, too.' })
  async relievedBy(@Root() { key }: School, @Ctx() context: SubgraphContext): Promise<SchoolProject[]> {
    return (await reliefsOfSchool(context).load(key)).map(toProject);
  }
}
