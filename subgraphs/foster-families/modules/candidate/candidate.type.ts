import { Arg, Ctx, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { addMonths } from '../../../shared/calendar.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { ON } from '../../../shared/dated.js';
import { ListSize } from '../../../shared/list-size.js';
import { BIN, DateScalar, IIN } from '../../../shared/scalars/scalars.js';
import { CARE } from '../access/scope.js';
import { familyById } from '../family/family.repository.js';
import { FosterFamily, toFamily } from '../family/family.type.js';
import { PlacementFormCode } from '../form/placement-form.type.js';
import { Person, personOf } from '../person/person.type.js';
import { District, districtOf, Region, regionOf } from '../place/place.type.js';
import { recordByRegister } from '../placement/placement-record.js';
import { CHECKED_YEARLY } from '../../rules/candidate/capacity.js';
import { eligibilityFor, requirementsOf } from '../../rules/candidate/eligibility.js';
import { CarerCandidateClosing, CarerCandidateStatus } from './candidate-codes.type.js';
import { SpecialNeed, SpokenLanguage } from '../need/matching-codes.type.js';
import { agreesWithIin } from './agrees-with-iin.js';
import { factsFor, homeOn, isSuitable, lastDecisions, papersOf, suitableForms } from './candidate-facts.js';
import { CandidateDecision, candidateDecisionOf, CandidateEvent, candidateEventOf, CandidateEvidence, candidateEvidenceOf } from './candidate-papers.type.js';
import { decisionsOf, eventsOfCandidate, evidenceOf, type CandidateRow, type DecisionRow } from './candidate.repository.js';
import { carerForm } from './carer-form.js';
import { CarerEligibility, eligibilityOf } from './eligibility.type.js';

/** Where the grounds of a decision stand in the law of its day. */
const articlesOf = ({ form, grounds, decidedOn }: DecisionRow): string[] => {
  const articles = new Map(requirementsOf(form, decidedOn).map(({ condition, article }) => [condition.code, article]));
  return grounds.map((code) => articles.get(code) ?? '');
};

@Directive('@authenticated')
@ObjectType({ description: 'Somebody who wants to take a child in, or has taken one in, on the adults\' part of the Republican databank. For the authority alone.' })
export class CarerCandidate {
  row!: CandidateRow;

  @Directive(CARE)
  @Field(() => ID, { nullable: true, description: 'Opaque id.' })
  id(): string {
    return this.row.publicId;
  }

  @Directive(CARE)
  @Field(() => Person, { nullable: true, description: 'The person.' })
  person(): Person {
    return personOf(this.row.iin);
  }

  @Directive(CARE)
  @Field(() => DateScalar, { nullable: true, description: 'Birth date, as the application has it.' })
  birthDate(): string {
    return this.row.birthDate;
  }

  @Directive(CARE)
  @Field(() => CarerCandidateStatus, { nullable: true, description: 'Where the candidate stands.' })
  status(): CarerCandidateStatus {
    return this.row.status;
  }

  @Directive(CARE)
  @Field(() => Int, { nullable: true, description: 'Version of the record, for `expectedVersion`.' })
  version(): number {
    return this.row.version;
  }

  @Directive(CARE)
  @ListSize(3)
  @Field(() => [PlacementFormCode], { nullable: true, description: 'The forms that they applied for.' })
  forms(): readonly PlacementFormCode[] {
    return this.row.forms;
  }

  @Directive(CARE)
  @ListSize(3)
  @Field(() => [PlacementFormCode], { nullable: true, description: 'The forms in which they are suitable, by the last decision about each.' })
  async suitableFor(@Ctx() context: SubgraphContext): Promise<PlacementFormCode[]> {
    return suitableForms(await decisionsOf(context, 'register').load(this.row.id), context.today);
  }

  @Directive(CARE)
  @ListSize(2)
  @Field(() => [SpokenLanguage], { nullable: true, description: 'The languages that are spoken at home; none where nobody has said.' })
  languages(): readonly SpokenLanguage[] {
    return this.row.languages;
  }

  @Directive(CARE)
  @ListSize(2)
  @Field(() => [SpecialNeed], { nullable: true, description: 'What special needs of a child they are prepared for.' })
  preparedFor(): readonly SpecialNeed[] {
    return this.row.preparedFor;
  }

  @Directive(CARE)
  @Field(() => DateScalar, { nullable: true, description: 'The day of the application.' })
  registeredOn(): string {
    return this.row.registeredOn;
  }

  @Directive(CARE)
  @Field(() => DateScalar, { nullable: true, description: 'The last decision in favour, or yearly check, of whatever form; null before the first.' })
  checkedOn(): string | null {
    return this.row.checkedOn;
  }

  @Directive(CARE)
  @Field(() => DateScalar, { nullable: true, description: 'The last day for the next yearly check, of the form that is due first; null where the candidate is suitable in no form that is checked, and once the record is closed and no child lives with them.' })
  async nextCheckBy(@Ctx() context: SubgraphContext): Promise<string | null> {
    const { id, familyId, status, closing } = this.row;
    const [decisions, home] = await Promise.all([decisionsOf(context, 'register').load(id), homeOn(familyId, context.today, context)]);
    if (closing === 'DEATH' || (status === 'CLOSED' && home.mostBut(null) === 0)) return null;
    const last = [...lastDecisions(decisions, context.today).values()].filter(({ form, suitable }) => suitable && CHECKED_YEARLY.includes(form));
    return last.map(({ decidedOn }) => addMonths(decidedOn, 12)).toSorted().at(0) ?? null;
  }

  @Directive(CARE)
  @Field(() => Boolean, { nullable: true, description: 'Whether birth date and sex are those that the IIN has; null where it has neither. They may differ of a person whose IIN was replaced; of others somebody mistyped.' })
  agreesWithIin(): boolean | null {
    return agreesWithIin(this.row);
  }

  @Directive(CARE)
  @Field(() => Region, { nullable: true, description: 'The region whose body keeps the record.' })
  region(): Region {
    return regionOf(this.row.regionKato);
  }

  @Directive(CARE)
  @Field(() => District, { nullable: true, description: 'The district or city where they live.' })
  district(): District {
    return districtOf(this.row.districtKato);
  }

  @Directive(CARE)
  @Field(() => BIN, { nullable: true, description: 'The guardianship body that keeps the record.' })
  body(): string {
    return this.row.bodyBin;
  }

  @Directive(CARE)
  @Field(() => FosterFamily, { nullable: true, description: 'The family that they are a carer of; null before they were found suitable.' })
  async family(@Ctx() context: SubgraphContext): Promise<FosterFamily | null> {
    const family = this.row.familyId === null ? null : await familyById(context, 'register').load(this.row.familyId);
    return family && toFamily(family, recordByRegister(this.row.iin));
  }

  @Directive(CARE)
  @ListSize(20)
  @Field(() => [CandidateEvidence], { nullable: true, description: 'What papers say of them, in the order in which they were recorded.' })
  async evidence(@Ctx() context: SubgraphContext): Promise<CandidateEvidence[]> {
    return (await evidenceOf(context, 'register').load(this.row.id)).map(candidateEvidenceOf);
  }

  @Directive(CARE)
  @ListSize(4)
  @Field(() => [CandidateDecision], { nullable: true, description: 'What was decided, oldest first.' })
  async decisions(@Ctx() context: SubgraphContext): Promise<CandidateDecision[]> {
    return (await decisionsOf(context, 'register').load(this.row.id)).map((row) => candidateDecisionOf(row, articlesOf(row)));
  }

  @Directive(CARE)
  @Field(() => CarerEligibility, { nullable: true, description: 'Whether the law of a day allows them to take a child in, beside those who are there, in one form: every condition with what was found, where, and its article.' })
  async eligibility(
    @Arg('form', () => PlacementFormCode, { description: 'The form; every one but INSTITUTION.' }) form: PlacementFormCode,
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: string | undefined,
    @Arg('childBirthDate', () => DateScalar, { nullable: true, description: 'Of the child, for the difference of age that adoption asks for (art. 92).' }) childBirthDate: string | undefined,
    @Arg('child', () => IIN, { nullable: true, description: 'The child, for papers that are about one: those about another are not heard then.' }) iin: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<CarerEligibility> {
    const [asked, day] = [carerForm(form, 'form'), on ?? context.today];
    const { id, familyId } = this.row;
    const [papers, decisions, home] = await Promise.all([papersOf(this.row, context), decisionsOf(context, 'register').load(id), homeOn(familyId, day, context)]);
    const child = iin == null && childBirthDate == null ? null : { iin: iin ?? null, birthDate: childBirthDate ?? null };
    return eligibilityOf(form, day, isSuitable(decisions, asked, day), eligibilityFor(asked, factsFor(this.row, { ...papers, decisions }, home, { on: day, child, comes: true })));
  }

  @Directive(CARE)
  @Field(() => DateScalar, { nullable: true, description: 'The day on which the record was closed; null while it is open.' })
  closedOn(): string | null {
    return this.row.closedOn;
  }

  @Directive(CARE)
  @Field(() => CarerCandidateClosing, { nullable: true, description: 'Why it was closed (118-4(2)); null while it is open.' })
  closing(): CarerCandidateClosing | null {
    return this.row.closing;
  }

  @Directive(CARE)
  @ListSize(6)
  @Field(() => [CandidateEvent], { nullable: true, description: 'The journal, oldest first.' })
  async history(@Ctx() context: SubgraphContext): Promise<CandidateEvent[]> {
    return (await eventsOfCandidate(context, 'register').load(this.row.id)).map(candidateEventOf);
  }

  @Directive(CARE)
  @Field(() => String, { nullable: true, description: 'What the record is based on.' })
  source(): string {
    return this.row.source;
  }
}

export const toCandidate = (row: CandidateRow): CarerCandidate => Object.assign(new CarerCandidate(), { row });
