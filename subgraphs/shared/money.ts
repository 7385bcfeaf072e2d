import 'reflect-metadata';
import { Decimal } from 'decimal.js';
import { Directive, Field, ObjectType } from 'type-graphql';
import { enumType, type EnumValue } from './enum.js';
import { DecimalScalar } from './scalars/scalars.js';

export const Currency = enumType('Currency', 'ISO 4217 code of a currency the programmes pay or keep accounts in.', {
  KZT: 'Kazakhstan tenge: benefits, care payments.',
  USD: 'United States dollar: the National Fund children\'s savings.',
});
export type Currency = EnumValue<typeof Currency>;

/** An exact sum: decimal from the column to the JSON, never a JS number. */
@Directive('@shareable')
@ObjectType({ description: 'An exact sum of money.' })
export class Money {
  @Field(() => DecimalScalar, { description: 'The amount, exact, in whole units of the currency with its decimals (e.g. "370.56").' })
  amount: Decimal;

  @Field(() => Currency, { description: 'The currency of the amount.' })
  currency: Currency;

  constructor(amount: Decimal.Value, currency: Currency) {
    this.amount = new Decimal(amount);
    this.currency = currency;
  }
}

/** Adds sums of one currency; zero of that currency for none. Mixing currencies is a programming error. */
export function sumOf(currency: Currency, sums: readonly Money[]): Money {
  const total = sums.reduce((sum, money) => {
    if (money.currency !== currency) throw new TypeError(`cannot add ${money.currency} to ${currency}`);
    return sum.plus(money.amount);
  }, new Decimal(0));
  return new Money(total, currency);
}

/** Named rounding policies; which one applies on a day is dated data beside its source. */
export const ROUNDING_POLICIES = {
  /** Up to the whole tenge: fits every figure the ministry published for 2026. */
  CEILING_TO_TENGE: (value: Decimal): Decimal => value.ceil(),
  /** Half up to the cent: per-child accruals of the National Fund. */
  HALF_UP_TO_CENT: (value: Decimal): Decimal => value.toDecimalPlaces(2, Decimal.ROUND_HALF_UP),
} as const;
export type RoundingPolicy = keyof typeof ROUNDING_POLICIES;
