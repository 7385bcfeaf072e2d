import { Arg, Ctx, Directive, Int, Query, Resolver } from 'type-graphql';
import { registerRegions } from '../../../shared/access/regions.js';
import { requireRole, type SubgraphContext } from '../../../shared/context.js';
import { PageSize } from '../../../shared/list-size.js';
import { connectionType, pageOf, pageRequest, type Connection } from '../../../shared/pagination.js';
import { IIN } from '../../../shared/scalars/scalars.js';
import { listRegistrations } from './registration.repository.js';
import { Registration, toRegistration } from './registration.type.js';

export const RegistrationConnection = connectionType('Registration', Registration);

@Resolver()
export class RegistrationResolver {
  @Directive('@requiresScopes(scopes: [["identity", "family"]])')
  @PageSize()
  @Query(() => RegistrationConnection, {
    nullable: true,
    description: 'What was registered about a person since the register went live, oldest first, for the registry\'s ministry: after a VERSION_CONFLICT, what has changed. Empty for an unknown person and for one outside of the regions that you act in alike.',
  })
  async registrationsOf(
    @Arg('iin', () => IIN, { description: 'The person\'s IIN.' }) iin: string,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page.' }) after: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Registration>> {
    const viewer = requireRole(context, ['ministry:registry']);
    const page = pageRequest(first, after);
    const rows = await context.database.register(registerRegions(viewer), (em) => listRegistrations(em, iin, page));
    return pageOf(rows, page.limit, ({ id }) => id, toRegistration);
  }
}
