import { Arg, Directive, Query, Resolver } from 'type-graphql';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { savingsProjection } from './projection.service.js';
import { SavingsProjection } from './projection.type.js';

const day = (name: string, description: string) => Arg(name, () => DateScalar, { nullable: true, description });

@Resolver()
export class ProjectionResolver {
  @Directive('@cost(weight: 5)')
  @Query(() => SavingsProjection, {
    description: 'What the National Fund has for somebody with these facts, by the published years, with the explanation. Needs no database: it answers while PostgreSQL is down. Public. Errors: BAD_USER_INPUT naming the argument that contradicts another.',
  })
  savingsProjection(
    @Arg('birthDate', () => DateScalar, { description: 'Day of birth.' }) birthDate: string,
    @day('citizenFrom', 'First day as a citizen of Kazakhstan; the day of birth when left out.') citizenFrom: string | undefined,
    @day('citizenTo', 'First day no longer as a citizen; left out by whoever still is one.') citizenTo: string | undefined,
    @day('citizenAgainFrom', 'First day as a citizen again; only with `citizenTo`. Earlier sums stay void.') citizenAgainFrom: string | undefined,
    @day('registeredOn', 'The day on which the record was there, or was corrected, in the state database of persons (ГБД ФЛ); that of birth when left out. Years missed until then are made up for.') registeredOn: string | undefined,
    @day('diedOn', 'Day of death.') diedOn: string | undefined,
    @Arg('asOf', () => DateScalar, { description: 'The day asked about; what is not published by now is left out and named.' }) asOf: string,
  ): SavingsProjection {
    return savingsProjection({
      birthDate,
      citizenFrom: citizenFrom ?? null,
      citizenTo: citizenTo ?? null,
      citizenAgainFrom: citizenAgainFrom ?? null,
      registeredOn: registeredOn ?? null,
      diedOn: diedOn ?? null,
      asOf,
    });
  }
}
