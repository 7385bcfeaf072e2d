import { Arg, Ctx, Directive, Field, FieldResolver, ID, InputType, Int, Query, Resolver, Root } from 'type-graphql';
import { requireRole, type SubgraphContext } from '../../../shared/context.js';
import { ListSize, PageSize } from '../../../shared/list-size.js';
import { connectionType, pageOf, pageRequest, type Connection } from '../../../shared/pagination.js';
import { DateScalar, IIN, KATO } from '../../../shared/scalars/scalars.js';
import { onRegister, REGISTER_ROLES } from '../access/register.service.js';
import { BENEFITS } from '../access/scope.js';
import { awardById } from '../award/award.repository.js';
import { awardOf, BenefitAward } from '../award/award.type.js';
import { Child, childOf } from '../child/child.type.js';
import { BenefitProgrammeCode } from '../programme/programme-code.type.js';
import { referencedProgramme } from '../programme/programme.resolver.js';
import { BenefitProgramme } from '../programme/programme.type.js';
import { ChildBenefits, openedSection } from '../child/child-benefits.type.js';
import { isTold } from '../shielding/told.js';
import { BenefitCaseState } from './case-codes.type.js';
import { caseByPublicId, casesOfChild, childrenOfCase, listCases, type CaseConditions } from './case.repository.js';
import { BenefitCase, caseOf, caseOnRegister } from './case.type.js';

@InputType({ description: 'Narrows a list of cases; every condition given must hold.' })
export class BenefitCaseFilter {
  @Field(() => BenefitProgrammeCode, { nullable: true, description: 'Of this programme.' })
  programme?: BenefitProgrammeCode;

  @Field(() => BenefitCaseState, { nullable: true, description: 'In this state now.' })
  state?: BenefitCaseState;

  @Field(() => KATO, { nullable: true, description: 'Decided by this region (KATO).' })
  regionKato?: string;

  @Field(() => IIN, { nullable: true, description: 'About this child.' })
  childIin?: string;

  @Field(() => IIN, { nullable: true, description: 'Of this recipient.' })
  recipientIin?: string;

  @Field(() => DateScalar, { nullable: true, description: 'Not decided, and due before this day.' })
  dueBefore?: string;
}

export const BenefitCaseConnection = connectionType('BenefitCase', BenefitCase);

const conditions = (filter: BenefitCaseFilter | undefined): CaseConditions => ({
  programme: filter?.programme ?? null,
  state: filter?.state ?? null,
  regionKato: filter?.regionKato ?? null,
  childIin: filter?.childIin ?? null,
  recipientIin: filter?.recipientIin ?? null,
  dueBefore: filter?.dueBefore ?? null,
});

@Resolver(() => BenefitCase)
export class CaseResolver {
  @Directive(BENEFITS)
  @FieldResolver(() => BenefitProgramme, { nullable: true, description: 'The programme.' })
  programme(@Root() { opened }: BenefitCase, @Ctx() context: SubgraphContext): Promise<BenefitProgramme | null> {
    return referencedProgramme({ code: opened.row.programme }, context);
  }

  @Directive(BENEFITS)
  @ListSize(4)
  @FieldResolver(() => [Child], { nullable: true, description: 'The children it is about. Through a child\'s section that child alone.' })
  async children(@Root() { opened }: BenefitCase, @Ctx() context: SubgraphContext): Promise<Child[]> {
    if (opened.child !== null) return [childOf(opened.child)];
    return (await childrenOfCase(context, opened.path).load(opened.row.id)).map(({ iin }) => childOf(iin));
  }

  @Directive(BENEFITS)
  @FieldResolver(() => BenefitAward, { nullable: true, description: 'The award that it led to; null while it led to none.' })
  async award(@Root() { opened }: BenefitCase, @Ctx() context: SubgraphContext): Promise<BenefitAward | null> {
    const { row, path, restricted, child } = opened;
    const award = row.awardId === null ? null : await awardById(context, path).load(row.awardId);
    return award && awardOf({ row: award, path, restricted, child: child === null ? null : { iin: child, periods: [] } });
  }

  @Directive(BENEFITS)
  @Query(() => BenefitCase, { nullable: true, description: 'A case of the register by its id: for the ministry, and for caseworkers those of their regions. Null when there is none.' })
  async benefitCase(@Arg('id', () => ID, { description: 'Id of the case.' }) id: string, @Ctx() context: SubgraphContext): Promise<BenefitCase | null> {
    requireRole(context, REGISTER_ROLES);
    const row = await caseByPublicId(context, 'register').load(id);
    return row && caseOnRegister(row);
  }

  @Directive(BENEFITS)
  @PageSize()
  @Query(() => BenefitCaseConnection, {
    nullable: true,
    description: 'Cases on the register, page by page: for the ministry the whole country, for a caseworker the regions they act in, without cases about shielded children. At most 100 a page.',
  })
  async benefitCases(
    @Arg('filter', () => BenefitCaseFilter, { nullable: true, description: 'Narrows the list; all cases without one.' }) filter: BenefitCaseFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page.' }) after: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<BenefitCase>> {
    const page = pageRequest(first, after);
    const rows = await onRegister(context, (em) => listCases(em, conditions(filter), context.today, page));
    return pageOf(rows, page.limit, (row) => row.id, caseOnRegister);
  }
}

@Resolver(() => ChildBenefits)
export class ChildCasesResolver {
  @Directive(BENEFITS)
  @ListSize(4)
  @FieldResolver(() => [BenefitCase], { nullable: true, description: 'Offers and applications about the child, newest first. While a placement is shielded, only those for what is due for the child itself, whoever raises it, and the viewer\'s own.' })
  async cases(@Root() section: ChildBenefits, @Ctx() context: SubgraphContext): Promise<BenefitCase[]> {
    const record = openedSection(section);
    const rows = await casesOfChild(context, record.path).load(record.iin);
    return rows.filter((row) => isTold(row, record, context)).map((row) => caseOf({ ...record, row, child: record.iin }));
  }
}
