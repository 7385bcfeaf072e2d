import { Field, Int, ObjectType } from 'type-graphql';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import { SourcedFigure, sourcedFigure } from '../../../shared/sourced.type.js';
import type { AdmissionRuleRow } from './admission-rule.repository.js';

export const AdmissionRuleKind = enumType('SchoolAdmissionRuleKind', 'What a rule of admission says.', {
  WINDOW: 'From when to when one may apply for a class of the next school year.',
  PAPER: 'A paper that an application needs.',
  FIGURE: 'A term, age or number.',
  GROUND: 'A ground on which an application is refused.',
});
export type AdmissionRuleKind = EnumValue<typeof AdmissionRuleKind>;

@ObjectType({ description: 'A rule by which children are admitted to schools, in a period: dated data, with its source.' })
export class SchoolAdmissionRule extends SourcedFigure {
  @Field(() => AdmissionRuleKind, { description: 'What it says.' })
  kind!: AdmissionRuleKind;

  @Field(() => String, { description: 'Which one: CLASS_1 of a window, a SchoolPaper, a SchoolRefusalReason; ANSWER_WORKING_DAYS (working days within which an application is answered), CLASS_0_AGE (years on the first day of the school year), PLACES_SET_ASIDE (places of every intake for children who come by a guardianship body\'s decision).' })
  code!: string;

  @Field(() => Int, { nullable: true, description: 'Of a figure: its value.' })
  value!: number | null;

  @Field(() => String, { nullable: true, description: 'Of a window: its first day, MM-DD, in the year in which the school year begins.' })
  opens!: string | null;

  @Field(() => String, { nullable: true, description: 'Of a window: its last day, MM-DD.' })
  closes!: string | null;

  @Field(() => String, { nullable: true, description: 'Of a paper: the number of its form, where it has one.' })
  form!: string | null;

  @Field(() => String, { nullable: true, description: 'Of a paper: EVERYBODY, SPECIAL_CONDITIONS, TRANSFER or FOREIGNERS.' })
  neededFor!: string | null;
}

export const admissionRuleOf = ({ kind, code, value, opens, closes, form, neededFor, ...figure }: AdmissionRuleRow): SchoolAdmissionRule =>
  Object.assign(new SchoolAdmissionRule(), { kind, code, value, opens, closes, form, neededFor, ...sourcedFigure(figure) });
