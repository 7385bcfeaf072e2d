import { Field, ObjectType } from 'type-graphql';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import { SourcedFigure, sourcedFigure } from '../../../shared/sourced.type.js';
import type { AdmissionRuleRow } from './admission-rule.repository.js';

export const AdmissionRuleKind = enumType('SchoolAdmissionRuleKind', 'What a rule of admission says.', {
  WINDOW: 'From when to when one may apply for a class of the next school year.',
  PAPER: 'A paper that an application needs.',
  GROUND: 'A ground on which an application is refused.',
});
export type AdmissionRuleKind = EnumValue<typeof AdmissionRuleKind>;

@ObjectType({ description: 'A rule by which children are admitted to schools, in a period: dated data, with its source.' })
export class SchoolAdmissionRule extends SourcedFigure {
  @Field(() => AdmissionRuleKind, { description: 'What it says.' })
  kind!: AdmissionRuleKind;

  @Field(() => String, { description: 'Which one: CLASS_1 of a window, a SchoolPaper, or a SchoolRefusalReason.' })
  code!: string;

  @Field(() => String, { nullable: true, description: 'Of a window: its first day, MM-DD, in the year in which the school year begins.' })
  opens!: string | null;

  @Field(() => String, { nullable: true, description: 'Of a window: its last day, MM-DD.' })
  closes!: string | null;

  @Field(() => String, { nullable: true, description: 'Of a paper: the number of its form, where it has one.' })
  form!: string | null;

  @Field(() => String, { nullable: true, description: 'Of a paper: EVERYBODY, SPECIAL_CONDITIONS, TRANSFER or FOREIGNERS.' })
  neededFor!: string | null;
}

export const admissionRuleOf = ({ kind, code, opens, closes, form, neededFor, ...figure }: AdmissionRuleRow): SchoolAdmissionRule =>
  Object.assign(new SchoolAdmissionRule(), { kind, code, opens, closes, form, neededFor, ...sourcedFigure(figure) });
