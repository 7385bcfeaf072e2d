import { Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { AccessGrantType } from '../access/grant.type.js';
import { grantOf } from '../access/grant.service.js';
import type { RegistryGrant } from '../access/relation.js';
import { citizenshipsOf, guardianshipsOf } from '../facts.repository.js';
import { birthOrderFrom } from '../family/family.service.js';
import { kinOf } from '../family/kin.repository.js';
import { Child, Person } from '../person/person.type.js';
import { personByIin } from '../person/person.repository.js';
import { ChildFacts, CitizenshipFact, ParentFact, PeriodFact, RepresentativeFact } from './facts.type.js';
import { deathOf, inCountry, parentFacts, periodOf } from './family-facts.js';

/** What the person's own row has; null for an unknown child. */
async function factsOf(iin: string, context: SubgraphContext): Promise<ChildFacts | null> {
  const person = await personByIin(context).load(iin);
  return person && Object.assign(new ChildFacts(), { iin, birthDate: person.birthDate, registeredOn: person.registeredOn });
}

@Resolver(() => Child)
export class ChildInternalResolver {
  @Directive('@inaccessible')
  @FieldResolver(() => AccessGrantType, { nullable: true, description: 'The viewer\'s grant for this child; null for a stranger. Internal to the federation.' })
  grant(@Root() { iin }: Child, @Ctx() context: SubgraphContext): Promise<RegistryGrant | null> {
    return grantOf(context).load(iin);
  }

  @Directive('@inaccessible')
  @FieldResolver(() => ChildFacts, { nullable: true, description: 'What programmes compute with; null for an unknown child. Internal to the federation.' })
  facts(@Root() { iin }: Child, @Ctx() context: SubgraphContext): Promise<ChildFacts | null> | null {
    // Nothing is computed with a child's facts for nobody, whose calls are let in while replays cannot be told.
    return context.viewer === null ? null : factsOf(iin, context);
  }
}

@Resolver(() => Person)
export class PersonInternalResolver {
  @Directive('@inaccessible')
  @FieldResolver(() => AccessGrantType, { nullable: true, description: 'The viewer\'s grant for this person; null for a stranger. Internal to the federation.' })
  grant(@Root() { iin }: Person, @Ctx() context: SubgraphContext): Promise<RegistryGrant | null> {
    return grantOf(context).load(iin);
  }
}

/** What takes reading more than the person's row: only where it is asked for. */
@Resolver(() => ChildFacts)
export class ChildFactsResolver {
  @FieldResolver(() => DateScalar, { nullable: true, description: 'Day of death.' })
  deathDate(@Root() { iin }: ChildFacts, @Ctx() context: SubgraphContext): Promise<CivilDate | null> {
    return deathOf(iin, context);
  }

  @FieldResolver(() => Int, { nullable: true, description: 'Which of the mother\'s children, from 1; null without a known mother.' })
  async birthOrder(@Root() { iin }: ChildFacts, @Ctx() context: SubgraphContext): Promise<number | null> {
    return birthOrderFrom(iin, await kinOf(context).load(iin));
  }

  @FieldResolver(() => [CitizenshipFact], { description: 'Citizenships, oldest first.' })
  async citizenships(@Root() { iin }: ChildFacts, @Ctx() context: SubgraphContext): Promise<CitizenshipFact[]> {
    return (await citizenshipsOf(context).load(iin)).map((row) => ({ country: row.country, ...periodOf(row) }));
  }

  @FieldResolver(() => [RepresentativeFact], { description: 'Guardianships and placements on the register, oldest first.' })
  async representatives(@Root() { iin }: ChildFacts, @Ctx() context: SubgraphContext): Promise<RepresentativeFact[]> {
    const rows = await guardianshipsOf(context).load(iin);
    return rows.map((row) => ({ iin: row.representativeIin ?? null, bin: row.representativeBin ?? null, form: row.form, ...periodOf(row) }));
  }

  @FieldResolver(() => [PeriodFact], { description: 'When the child was registered at an address in the country: never which.' })
  inCountry(@Root() { iin }: ChildFacts, @Ctx() context: SubgraphContext): Promise<PeriodFact[]> {
    return inCountry(iin, context);
  }

  @FieldResolver(() => [ParentFact], { description: 'Parents, past ones included but for those whose place adopters have taken; the mother first.' })
  parents(@Root() { iin }: ChildFacts, @Ctx() context: SubgraphContext): Promise<ParentFact[]> {
    return parentFacts(iin, context);
  }
}
