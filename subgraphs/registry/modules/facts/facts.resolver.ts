import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { AccessGrantType } from '../access/grant.type.js';
import { grantOf } from '../access/grant.service.js';
import type { RegistryGrant } from '../access/relation.js';
import { citizenshipsOf, guardianshipsOf, lifeStatusesOf } from '../facts.repository.js';
import { birthOrderFrom } from '../family/family.service.js';
import { kinOf } from '../family/kin.repository.js';
import { Child, Person } from '../person/person.type.js';
import { personByIin } from '../person/person.repository.js';
import { ChildFacts, ParentFact, PeriodFact } from './facts.type.js';
import { inCountry, parentFacts } from './family-facts.js';

const period = (row: { validFrom: string; validTo?: string | null | undefined }) => ({ from: row.validFrom, to: row.validTo ?? null });

/** Assembles what programmes compute with; null for an unknown child. */
async function factsOf(iin: string, context: SubgraphContext): Promise<ChildFacts | null> {
  const [person, statuses, kin, citizenships, guardianships] = await Promise.all([
    personByIin(context).load(iin),
    lifeStatusesOf(context).load(iin),
    kinOf(context).load(iin),
    citizenshipsOf(context).load(iin),
    guardianshipsOf(context).load(iin),
  ]);
  if (person === null) return null;
  return Object.assign(new ChildFacts(), {
    iin,
    birthDate: person.birthDate,
    deathDate: statuses.find(({ status }) => status === 'DECEASED')?.validFrom ?? null,
    registeredOn: person.registeredOn,
    birthOrder: birthOrderFrom(iin, kin),
    citizenships: citizenships.map((row) => ({ country: row.country, ...period(row) })),
    representatives: guardianships.map((row) => ({ iin: row.representativeIin ?? null, bin: row.representativeBin ?? null, form: row.form, ...period(row) })),
  });
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

/** What takes reading the family: only where it is asked for. */
@Resolver(() => ChildFacts)
export class ChildFactsResolver {
  @FieldResolver(() => [PeriodFact], { description: 'When the child was registered at an address in the country: never which.' })
  inCountry(@Root() { iin }: ChildFacts, @Ctx() context: SubgraphContext): Promise<PeriodFact[]> {
    return inCountry(iin, context);
  }

  @FieldResolver(() => [ParentFact], { description: 'Parents, past ones included but for those whose place adopters have taken; the mother first.' })
  parents(@Root() { iin }: ChildFacts, @Ctx() context: SubgraphContext): Promise<ParentFact[]> {
    return parentFacts(iin, context);
  }
}
