import { Decimal } from 'decimal.js';
import { Arg, Ctx, Directive, Field, ObjectType } from 'type-graphql';
import { Certainty } from '../../../shared/certainty.type.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { inLanguage, type Language, type LocalizedText } from '../../../shared/language.js';
import { LANGUAGE, LanguageEnum } from '../../../shared/language.type.js';
import { Currency, Money, ROUNDING_POLICIES } from '../../../shared/money.js';
import { DateScalar, DecimalScalar } from '../../../shared/scalars/scalars.js';
import type { DayRate } from './rate.repository.js';

@Directive('@authenticated')
@ObjectType({ description: 'An official rate of the National Bank.' })
export class ExchangeRate {
  @Field(() => DateScalar, { description: 'The day it was set for; it holds over the days off after it.' })
  day!: string;

  @Field(() => DecimalScalar, { description: 'Tenge for one US dollar.' })
  kzt!: Decimal;

  @Field(() => String, { description: 'Where it was published.' })
  source!: string;

  @Field(() => Certainty, { description: 'How sure it is.' })
  certainty!: Certainty;
}

@Directive('@authenticated')
@ObjectType({ description: 'What a balance is worth in tenge. Savings are kept and paid in dollars; this is for information.' })
export class SavingsInTenge {
  said!: LocalizedText;

  @Field(() => DateScalar, { description: 'The day asked about.' })
  on!: string;

  @Field(() => Money, { nullable: true, description: 'The balance at the end of the day in tenge, rounded half up to the tiyn; null where no official rate is on record for the day.' })
  amount!: Money | null;

  @Field(() => ExchangeRate, { nullable: true, description: 'The rate; null where none is on record for the day.' })
  rate!: ExchangeRate | null;

  @Field(() => String, { description: 'By which rate, how sure that is; or that there is none.' })
  text(@Arg('lang', () => LanguageEnum, { nullable: true, description: LANGUAGE }) lang: Language | undefined, @Ctx() context: SubgraphContext): string {
    return inLanguage(this.said, lang ?? context.language);
  }
}

const NOT_CONFIRMED: LocalizedText = { kk: ' Бұл бағам расталмаған.', ru: ' Этот курс не подтверждён.', en: ' This rate is not confirmed.' };
const NOTHING: LocalizedText = { kk: '', ru: '', en: '' };

function saidOf(rate: DayRate | null, on: CivilDate): LocalizedText {
  if (rate === null) {
    return {
      kk: `${on} күніне Ұлттық Банктің ресми бағамы енгізілмеген, сондықтан теңгедегі сома көрсетілмейді.`,
      ru: `Официальный курс Национального Банка на ${on} не загружен, поэтому сумма в тенге не показывается.`,
      en: `No official rate of the National Bank is on record for ${on}, so there is no amount in tenge.`,
    };
  }
  const more = rate.certainty === 'M' ? NOT_CONFIRMED : NOTHING;
  return {
    kk: `Ұлттық Банктің ${rate.day} күнгі ресми бағамы бойынша: 1 USD = ${rate.kzt} KZT.${more.kk}`,
    ru: `По официальному курсу Национального Банка на ${rate.day}: 1 USD = ${rate.kzt} KZT.${more.ru}`,
    en: `By the National Bank's official rate of ${rate.day}: 1 USD = ${rate.kzt} KZT.${more.en}`,
  };
}

const toRate = ({ day, kzt, source, certainty }: DayRate): ExchangeRate => Object.assign(new ExchangeRate(), { day, kzt: new Decimal(kzt), source, certainty });

/** A balance in dollars at the rate of a day. */
export const inTenge = (balance: Money, rate: DayRate | null, on: CivilDate): SavingsInTenge =>
  Object.assign(new SavingsInTenge(), {
    said: saidOf(rate, on),
    on,
    amount: rate && new Money(ROUNDING_POLICIES.HALF_UP_TO_CENT(balance.amount.times(rate.kzt)), Currency.KZT),
    rate: rate && toRate(rate),
  });
