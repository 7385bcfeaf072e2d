import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { holdsOn, ON } from '../../../shared/dated.js';
import { ListSize } from '../../../shared/list-size.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { ratesOfProgramme, termsOfProgramme } from '../rate/rate.repository.js';
import { ProgrammeRate, rateOf, ProgrammeTerm, termOf } from '../rate/rate.type.js';
import { BenefitProgrammeCode } from './programme-code.type.js';
import type { ProgrammeRow } from './programme.entity.js';
import { allProgrammes, programmeOf } from './programme.repository.js';
import { BenefitProgramme } from './programme.type.js';

const toProgramme = ({ code, unit, scope, budgetLevel, decidedBy, legalBasis, nameKk, nameRu, nameEn }: ProgrammeRow): BenefitProgramme =>
  Object.assign(new BenefitProgramme(), { code, unit, scope, budgetLevel, decidedBy, legalBasis, names: { kk: nameKk, ru: nameRu, en: nameEn } });

@Resolver(() => BenefitProgramme)
export class ProgrammeResolver {
  @ListSize(30)
  @Query(() => [BenefitProgramme], { nullable: true, description: 'The catalogue of benefit programmes. Public.' })
  async benefitProgrammes(@Ctx() context: SubgraphContext): Promise<BenefitProgramme[]> {
    return (await allProgrammes(context)).map(toProgramme);
  }

  @Query(() => BenefitProgramme, { nullable: true, description: 'One programme of the catalogue. Public.' })
  benefitProgramme(
    @Arg('code', () => BenefitProgrammeCode, { description: 'Code of the programme.' }) code: BenefitProgrammeCode,
    @Ctx() context: SubgraphContext,
  ): Promise<BenefitProgramme | null> {
    return referencedProgramme({ code }, context);
  }

  @ListSize(6)
  @FieldResolver(() => [ProgrammeRate], { description: 'Its rates on a day, by tier; empty where the amount follows from income, or is not known.' })
  async rates(
    @Root() { code }: BenefitProgramme,
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<ProgrammeRate[]> {
    const rows = await ratesOfProgramme(context).load(code);
    return rows.filter((row) => holdsOn(row, on ?? context.today)).map(rateOf);
  }

  @ListSize(6)
  @FieldResolver(() => [ProgrammeTerm], { description: 'Its terms on a day: how long it is paid, how long one may wait with the application.' })
  async terms(
    @Root() { code }: BenefitProgramme,
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<ProgrammeTerm[]> {
    const rows = await termsOfProgramme(context).load(code);
    return rows.filter((row) => holdsOn(row, on ?? context.today)).map(termOf);
  }
}

export async function referencedProgramme({ code }: { code: BenefitProgrammeCode }, context: SubgraphContext): Promise<BenefitProgramme | null> {
  const row = await programmeOf(code, context);
  return row && toProgramme(row);
}
