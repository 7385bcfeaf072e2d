import { Arg, Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { AccessPath } from '../../../shared/access/path.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { ON } from '../../../shared/dated.js';
import { ListSize } from '../../../shared/list-size.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { openedToOfficials } from '../access/officials.js';
import { CARE } from '../access/scope.js';
import { birthDateOf } from '../child/known-child.repository.js';
import { lastingPeriod } from '../form/form-terms.js';
import { allForms, formOn } from '../form/placement-form.repository.js';
import { stayOf, type Stay } from '../life/stay.repository.js';
import type { PlacementRow } from '../placement/placement.entity.js';
import { extendPlacement } from '../placement/extend-placement.js';
import { ruleOf } from '../placement/placement-change.js';
import { ExtendPlacementInput } from '../placement/placement.input.type.js';
import { PlacementOutcome } from '../placement/placement-outcome.type.js';
import { Placement } from '../placement/placement.type.js';
import { dueReports, nextVisitBy } from './due.js';
import { recordReport, recordVisit } from './record-supervision.js';
import { RecordReportInput, RecordVisitInput } from './supervision.input.type.js';
import { reportsOf, visitsOf } from './supervision.repository.js';
import { PlacementReport, PlacementVisit, reportOf, visitOf } from './supervision.type.js';

const EXTEND = ruleOf('extendPlacement');
const VISIT = ruleOf('recordVisit');
const REPORT = ruleOf('recordReport');

const SHIELDED = 'For officials: the authority, of the region, ombudsman and auditors. Withheld while a placement is shielded.';

/** The placement until its form ends, if nobody ended it before: whoever came of age is under no supervision any more. */
async function lasting(row: PlacementRow, context: SubgraphContext, path: AccessPath): Promise<Pick<PlacementRow, 'form' | 'validFrom' | 'validTo'> & Stay> {
  const { form, validFrom, validTo } = row;
  const [forms, birthDate, stay] = await Promise.all([allForms(context), birthDateOf(context, path).load(row.iin), stayOf(context, path).load(row.id)]);
  return lastingPeriod(forms, { form, validFrom, validTo, ...(stay ?? { since: validFrom, unseenSince: validFrom }) }, birthDate);
}

@Resolver(() => Placement)
export class SupervisionResolver {
  @Directive(CARE)
  @ListSize(6)
  @FieldResolver(() => [PlacementVisit], { nullable: true, description: `Visits of the guardianship body, oldest first. ${SHIELDED}` })
  async visits(@Root() { held }: Placement, @Ctx() context: SubgraphContext): Promise<PlacementVisit[]> {
    const { row, path } = openedToOfficials(held, context);
    return (await visitsOf(context, path).load(row.id)).map(visitOf);
  }

  @Directive(CARE)
  @FieldResolver(() => DateScalar, { nullable: true, description: `The last day for the next visit, counted from the last one on which the child was seen in that family, under whatever contract; null of an institution, a guest stay and what has ended. The law sets no interval: it is configuration. ${SHIELDED}` })
  async nextVisitBy(@Root() { held }: Placement, @Ctx() context: SubgraphContext): Promise<string | null> {
    const { row, path } = openedToOfficials(held, context);
    const [visits, placement] = await Promise.all([visitsOf(context, path).load(row.id), lasting(row, context, path)]);
    return nextVisitBy(placement, visits, context.today);
  }

  @Directive(CARE)
  @ListSize(6)
  @FieldResolver(() => [PlacementReport], { nullable: true, description: `Reports that the form asks for, as they stand on a day, up to the next one; counted from the child's first day with the family, through every contract. ${SHIELDED}` })
  async reports(@Root() { held }: Placement, @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: string | undefined, @Ctx() context: SubgraphContext): Promise<PlacementReport[]> {
    const { row, path } = openedToOfficials(held, context);
    const [terms, reports, placement] = await Promise.all([formOn(row.form, row.validFrom, context), reportsOf(context, path).load(row.id), lasting(row, context, path)]);
    return dueReports(placement, terms?.reportIntervalMonths ?? null, reports, on ?? context.today).map(reportOf);
  }

  @Directive(CARE)
  @Mutation(() => PlacementOutcome, {
    nullable: true,
    description:
      'Extends a contract by the term of the form, as often as the law allows: a professional foster family\'s once (132-7(1)), and then another form or family follows; any other is continued by a new contract. The agreement must lie within the term. Refusals: UNKNOWN_PLACEMENT, VERSION_CONFLICT, NOT_ON_RECORD (ended), NOT_IN_THIS_STATE (pending, under review), WRONG_AGE (the child is of age), NOT_EXTENDABLE, TERM_IS_OVER, NOT_SUITABLE, EVIDENCE_MISSING.',
  })
  extendPlacement(@Arg('input', () => ExtendPlacementInput, { description: 'The extension.' }) input: ExtendPlacementInput, @Ctx() context: SubgraphContext): Promise<PlacementOutcome> {
    return extendPlacement(context, EXTEND, input);
  }

  @Directive(CARE)
  @Mutation(() => PlacementOutcome, { nullable: true, description: 'Records a visit to a child in its placement. Refusals: UNKNOWN_PLACEMENT, VERSION_CONFLICT, NOT_ON_RECORD (pending; a day on which the placement does not hold). It may be written down after the placement has ended.' })
  recordVisit(@Arg('input', () => RecordVisitInput, { description: 'The visit.' }) input: RecordVisitInput, @Ctx() context: SubgraphContext): Promise<PlacementOutcome> {
    return recordVisit(context, VISIT, input);
  }

  @Directive(CARE)
  @Mutation(() => PlacementOutcome, { nullable: true, description: 'Records that a report on a child came. Refusals: UNKNOWN_PLACEMENT, VERSION_CONFLICT, NOT_ON_RECORD (pending; no report is due on that day, or not yet), ALREADY_RECORDED.' })
  recordReport(@Arg('input', () => RecordReportInput, { description: 'The report.' }) input: RecordReportInput, @Ctx() context: SubgraphContext): Promise<PlacementOutcome> {
    return recordReport(context, REPORT, input);
  }
}
