import { Decimal } from 'decimal.js';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { Certainty } from '../../../shared/certainty.type.js';
import { Currency, Money } from '../../../shared/money.js';
import { DateScalar, DecimalScalar } from '../../../shared/scalars/scalars.js';
import type { ReportingYearRow } from './reporting-year.entity.js';

@Directive('@key(fields: "year")')
@ObjectType({ description: 'A reporting year of the programme «National Fund for Children»: who is on its list of 31 December gets the same sum in the next February.' })
export class ReportingYear {
  @Field(() => Int, { description: 'The calendar year.' })
  year!: number;

  @Field(() => DateScalar, { description: 'The day whose list decides who takes part: citizens not yet 18.' })
  listDate!: string;

  @Field(() => DateScalar, { description: 'The day on which the sums were credited.' })
  creditedOn!: string;

  @Field(() => Money, { description: 'What every child on the list was credited, USD, as published.' })
  perChild!: Money;

  @Field(() => Int, { nullable: true, description: 'Children on the list; null where it was never published.' })
  participants!: number | null;

  @Field(() => Money, { nullable: true, description: 'The total credited, USD, as published (rounded); null where it was never published.' })
  total!: Money | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Average yearly yield of the Fund over the 18 years before, as a fraction (0.0297 is 2.97 %); earlier claims grow by it.' })
  yieldRate!: Decimal | null;

  @Field(() => Certainty, { description: 'How sure the yield is.' })
  yieldCertainty!: Certainty;

  @Field(() => String, { description: 'The law it rests on.' })
  legalBasis!: string;

  @Field(() => String, { description: 'Where the figures were published.' })
  source!: string;

  @Field(() => Certainty, { description: 'How sure the published figures are.' })
  certainty!: Certainty;
}

const usd = (amount: string | null | undefined): Money | null => (amount == null ? null : new Money(amount, Currency.USD));

export const toReportingYear = (row: ReportingYearRow): ReportingYear =>
  Object.assign(new ReportingYear(), {
    year: row.year,
    listDate: row.listDate,
    creditedOn: row.creditedOn,
    perChild: new Money(row.perChildUsd, Currency.USD),
    participants: row.participants ?? null,
    total: usd(row.totalUsd),
    yieldRate: row.yieldRate == null ? null : new Decimal(row.yieldRate),
    yieldCertainty: row.yieldCertainty,
    legalBasis: row.legalBasis,
    source: row.source,
    certainty: row.certainty,
  });
