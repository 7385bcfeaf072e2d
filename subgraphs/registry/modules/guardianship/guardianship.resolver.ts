import { Arg, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { datedFact, holdsOn, ON } from '../../../shared/dated.js';
import { ListSize } from '../../../shared/list-size.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { openRecord } from '../access/grant.service.js';
import { guardianshipsOf } from '../facts.repository.js';
import { Child, personOf } from '../person/person.type.js';
import type { GuardianshipRow } from './guardianship.entity.js';
import { Guardianship } from './guardianship.type.js';

/** Stands for the act while it is withheld: its number tells whose it is. */
const SOME_ACT = 'Act of a guardianship body';

/** While a placement is shielded the register still says that somebody represents the child, not who, nor which district's body decided. */
function toGuardianship(row: GuardianshipRow, restricted: boolean): Guardianship {
  return Object.assign(new Guardianship(), {
    form: row.form,
    representative: restricted || row.representativeIin == null ? null : personOf(row.representativeIin),
    organisation: restricted ? null : (row.representativeBin ?? null),
    body: restricted ? null : row.bodyBin,
    ...datedFact(row),
    ...(restricted ? { source: SOME_ACT } : {}),
  });
}

/** How many carers there are tells one family from another: withheld, those of one family are one entry. */
const eachOnce = (rows: readonly GuardianshipRow[]): GuardianshipRow[] =>
  [...Map.groupBy(rows, ({ form, validFrom, validTo, recordedAt }) => JSON.stringify([form, validFrom, validTo, recordedAt])).values()].flatMap(([first]) => first ?? []);

@Resolver(() => Child)
export class ChildGuardianshipResolver {
  @Directive('@requiresScopes(scopes: [["family"]])')
  @ListSize(2)
  @FieldResolver(() => [Guardianship], {
    nullable: true,
    description: 'Who represents the child besides the parents on a day; empty where nobody does. While a placement is shielded, the representative, the body and its act are withheld, and two carers are one entry.',
  })
  async guardianships(
    @Root() child: Child,
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Guardianship[]> {
    const { restricted } = await openRecord(child.iin, 'family', context);
    const rows = await guardianshipsOf(context).load(child.iin);
    const held = rows.filter((row) => holdsOn(row, on ?? context.today));
    return (restricted ? eachOnce(held) : held).map((row) => toGuardianship(row, restricted));
  }
}
