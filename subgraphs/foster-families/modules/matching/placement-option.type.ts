import { Ctx, Directive, Field, Int, ObjectType } from 'type-graphql';
import { Certainty } from '../../../shared/certainty.type.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { inLanguage } from '../../../shared/language.js';
import { ListSize } from '../../../shared/list-size.js';
import { CARE } from '../access/scope.js';
import { CarerConditionCode } from '../candidate/candidate-codes.type.js';
import { candidateById } from '../candidate/candidate.repository.js';
import { CarerCandidate, toCandidate } from '../candidate/candidate.type.js';
import { Child, childOf } from '../child/child.type.js';
import { familyById } from '../family/family.repository.js';
import { FosterFamily, toFamily } from '../family/family.type.js';
import { PlacementFormCode } from '../form/placement-form.type.js';
import { recordByRegister } from '../placement/placement-record.js';
import { OptionReasonCode, OptionReasonSide, OptionStanding } from './option-codes.type.js';
import type { Option, OptionForm } from './option.js';
import type { Reason } from './reason-texts.js';

@Directive('@authenticated')
@ObjectType({ description: 'Something that speaks for or against a family, with where it stands in the law.' })
export class OptionReason {
  reason!: Reason;

  @Field(() => OptionReasonCode, { description: 'What it is.' })
  code(): OptionReasonCode {
    return this.reason.code;
  }

  @Field(() => OptionReasonSide, { description: 'What it does.' })
  side(): OptionReasonSide {
    return this.reason.side;
  }

  @Field(() => String, { description: 'The same in words.' })
  text(@Ctx() { language }: SubgraphContext): string {
    return inLanguage(this.reason.text, language);
  }

  @ListSize(2)
  @Field(() => [String], { description: 'Articles of the Code on Marriage and Family, or the act.' })
  articles(): readonly string[] {
    return this.reason.articles;
  }

  @Field(() => Certainty, { description: 'How sure it is that the law has it so.' })
  certainty(): Certainty {
    return this.reason.certainty;
  }

  @Field(() => CarerConditionCode, { nullable: true, description: 'The condition of the law, of CONDITION_NOT_MET and PAPER_MISSING; null of others.' })
  condition(): CarerConditionCode | null {
    return this.reason.condition;
  }
}

const toReason = (reason: Reason): OptionReason => Object.assign(new OptionReason(), { reason });

@Directive('@authenticated')
@ObjectType({ description: 'A form in which a family could take the child in on the day.' })
export class PlacementOptionForm {
  found!: OptionForm;

  @Field(() => PlacementFormCode, { description: 'The form.' })
  form(): PlacementFormCode {
    return this.found.form;
  }

  @Field(() => Boolean, { description: 'Whether nothing bars it: `recordPlacement` accepts it on that day, with what ASKS done and `siblings` going along; `movePlacement` of a child who is placed. Of ADOPTION: whether the law lets a court decide so.' })
  possible(): boolean {
    return this.found.possible;
  }

  @ListSize(2)
  @Field(() => [Child], { description: 'Brothers and sisters who wait for a family, too, and can come along.' })
  siblings(): Child[] {
    return this.found.siblings.map(childOf);
  }

  @ListSize(4)
  @Field(() => [OptionReason], { description: 'What speaks for and against the form.' })
  reasons(): OptionReason[] {
    return this.found.reasons.map(toReason);
  }
}

@Directive('@authenticated')
@ObjectType({ description: 'A family that could take a child in on a day. For the authority alone.' })
export class PlacementOption {
  child!: string;
  option!: Option;

  @Directive(CARE)
  @Field(() => FosterFamily, { nullable: true, description: 'The family.' })
  async family(@Ctx() context: SubgraphContext): Promise<FosterFamily | null> {
    const found = await familyById(context, 'register').load(this.option.family.id);
    return found && toFamily(found, recordByRegister(this.child));
  }

  @Directive(CARE)
  @ListSize(2)
  @Field(() => [CarerCandidate], { nullable: true, description: 'The last record of each carer in the databank, in your regions.' })
  async candidates(@Ctx() context: SubgraphContext): Promise<CarerCandidate[]> {
    const { carers, records } = this.option.family;
    const ids = carers.flatMap(({ iin }) => records.get(iin)?.at(-1)?.row.id ?? []);
    const found = await Promise.all(ids.map((id) => candidateById(context, 'register').load(id)));
    return found.flatMap((row) => (row === null ? [] : [toCandidate(row)]));
  }

  @Directive(CARE)
  @Field(() => OptionStanding, { nullable: true, description: 'Why it comes before others.' })
  standing(): OptionStanding {
    return this.option.family.standing;
  }

  @Directive(CARE)
  @Field(() => Boolean, { nullable: true, description: 'Whether every form is barred; of `includeBarred` alone.' })
  barred(): boolean {
    return this.option.forms.every(({ possible }) => !possible);
  }

  @Directive(CARE)
  @Field(() => Int, { nullable: true, description: 'Children who live with the family on that day, or come later, wherever they were placed.' })
  children(): number {
    return this.option.residents;
  }

  @Directive(CARE)
  @ListSize(6)
  @Field(() => [OptionReason], { nullable: true, description: 'What speaks for and against the family, whatever the form.' })
  reasons(): OptionReason[] {
    return this.option.reasons.map(toReason);
  }

  @Directive(CARE)
  @ListSize(4)
  @Field(() => [PlacementOptionForm], { nullable: true, description: 'The forms, in the order of article 116(1); without `includeBarred` those that are possible.' })
  forms(): PlacementOptionForm[] {
    return this.option.forms.map((found) => Object.assign(new PlacementOptionForm(), { found }));
  }
}

export const toPlacementOption = (child: string, option: Option): PlacementOption => Object.assign(new PlacementOption(), { child, option });

/** Whom an option is about. */
export const peopleOf = ({ child, option: { family, forms } }: PlacementOption): string[] => [child, ...family.carers.map(({ iin }) => iin), ...forms.flatMap(({ siblings }) => siblings)];
