import { Decimal } from 'decimal.js';
import { Arg, Ctx, Field, ObjectType } from 'type-graphql';
import type { SubgraphContext } from '../context.js';
import { inLanguage, type Language, type LocalizedText } from '../language.js';
import { LANGUAGE, LanguageEnum } from '../language.type.js';
import { DecimalScalar } from '../scalars/scalars.js';
import { SourcedFigure, sourcedFigure } from '../sourced.type.js';
import type { Step, UsedFigure } from './working.js';

/** One step of an explanation; each subgraph gives it a name of its own. */
@ObjectType()
export class ExplainedStep {
  said!: LocalizedText;

  @Field(() => String, { description: 'What was done, and why.' })
  text(@Arg('lang', () => LanguageEnum, { nullable: true, description: LANGUAGE }) lang: Language | undefined, @Ctx() context: SubgraphContext): string {
    return inLanguage(this.said, lang ?? context.language);
  }

  @Field(() => String, { nullable: true, description: 'What was computed, e.g. "5.76 × 4325"; ⌈ ⌉ is rounding by the policy of the day. Null for a note.' })
  expression!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'What it came to, in tenge, exact to 20 digits; null for a note.' })
  value!: Decimal | null;

  @Field(() => String, { nullable: true, description: 'Where it stands: article of the code, point, subpoint. Null for what the code does not have.' })
  article!: string | null;
}

/** A figure that an amount was computed with; each subgraph gives it a name of its own. */
@ObjectType()
export class ExplainedFigure extends SourcedFigure {
  @Field(() => String, { description: 'MCI, SM or MW; or a rate as programme and tier, e.g. CARE_STATE/ORDER_1.' })
  code!: string;

  @Field(() => DecimalScalar, { description: 'Its value: tenge a month for an index, a coefficient for a rate.' })
  value!: Decimal;
}

/** A step's own fields, for an object type that extends ExplainedStep. */
export const explainedStep = ({ text, expression, value, article }: Step): Pick<ExplainedStep, 'said' | 'expression' | 'value' | 'article'> => ({ said: text, expression, value, article });

/** A figure's own fields, for an object type that extends ExplainedFigure. */
export const explainedFigure = ({ code, value, row }: UsedFigure): Pick<ExplainedFigure, keyof ExplainedFigure> => ({ ...sourcedFigure(row), code, value: new Decimal(value) });
