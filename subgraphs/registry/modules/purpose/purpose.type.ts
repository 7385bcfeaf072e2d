import { Arg, Ctx, Field, ObjectType } from 'type-graphql';
import { ruleOfPurpose, type Purpose } from '../../../shared/access/purposes.js';
import { Certainty } from '../../../shared/certainty.type.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { inLanguage, type Language, type LocalizedText } from '../../../shared/language.js';
import { LANGUAGE, LanguageEnum } from '../../../shared/language.type.js';
import { ListSize } from '../../../shared/list-size.js';

@ObjectType({ description: 'What a role may ask for under a purpose. Whose record it is opens or closes fields besides.' })
export class PurposeRole {
  @Field(() => String, { description: 'Role, as the access token says it, e.g. `caseworker` or `ministry:benefits`.' })
  role!: string;

  @ListSize(7)
  @Field(() => [String], { description: 'Field classes, as `@requiresScopes` in the schema names them. A token may have fewer.' })
  classes!: readonly string[];
}

@ObjectType({ description: 'A registered purpose of processing. A request names one in the header `X-Purpose`, or asks public fields only.' })
export class ProcessingPurpose {
  @Field(() => String, { description: 'Its name in `X-Purpose`, e.g. CHILD_PROFILE.' })
  code!: Purpose;

  titles!: LocalizedText;

  @Field(() => String, { description: 'What it is for, in words.' })
  title(@Arg('lang', () => LanguageEnum, { nullable: true, description: LANGUAGE }) lang: Language | undefined, @Ctx() context: SubgraphContext): string {
    return inLanguage(this.titles, lang ?? context.language);
  }

  @Field(() => String, { description: 'Acts and articles that it rests on.' })
  legalBasis!: string;

  @Field(() => Certainty, { description: 'How sure the basis is; M is configuration that the body in charge has to confirm.' })
  certainty!: Certainty;

  @Field(() => Boolean, { description: 'Whether a request must name its case in `X-Case-Number`; without one it is refused as CASE_NUMBER_MISSING.' })
  caseNumberRequired!: boolean;

  @ListSize(7)
  @Field(() => [PurposeRole], { description: 'Who may name it, and what it opens for them.' })
  roles!: PurposeRole[];
}

/** A row of the table of purposes, as it is published. */
export function toPurpose(code: Purpose): ProcessingPurpose {
  const { title, legalBasis, certainty, caseNumber, roles } = ruleOfPurpose(code);
  const open = Object.entries(roles).map(([role, classes]) => Object.assign(new PurposeRole(), { role, classes }));
  return Object.assign(new ProcessingPurpose(), { code, titles: title, legalBasis, certainty, caseNumberRequired: caseNumber, roles: open });
}
