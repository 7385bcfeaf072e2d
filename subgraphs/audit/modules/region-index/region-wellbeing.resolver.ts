import { Decimal } from 'decimal.js';
import { Arg, Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { defineLoader } from '../../../shared/loader.js';
import { Currency, Money } from '../../../shared/money.js';
import { AUDIT } from '../access/scope.js';
import { Region } from '../region/region.type.js';
import type { IndexFigure } from './index.repository.js';
import { indexOf, type RegionIndex } from './index.service.js';
import { MEASURES } from './measures.js';
import { RegionMeasure, RegionWellbeing } from './region-wellbeing.type.js';

/** The first whole year of the present regions (Decree of 8 June 2022). */
const FIRST_YEAR = 2023;
const LAST_YEAR = 2100;

/** Regions that were made in 2022, and those that they were made of. */
const BORDERS: Readonly<Record<string, string>> = { '100000000': '630000000', '630000000': '100000000', '330000000': '190000000', '190000000': '330000000', '620000000': '350000000', '350000000': '620000000' };

const NOT_HERE = [
  'Contacts of the line 111: no programme of this graph keeps them.',
  'Scores of the Child Well-being Index itself, and its surveys: the Economic Research Institute has them.',
  'Family support centres, and the Digital Family Card: no programme of this graph keeps them.',
  'Where children lived on past days: they are counted where they live on the snapshot\'s day.',
];

const indexes = defineLoader<number, RegionIndex | null>(async (years, context) => {
  const found: (RegionIndex | null)[] = [];
  for (const year of years) found.push(await indexOf(context, year));
  return found;
});

const CENTS_OF_TENGE = 100;

const ratio = (numerator: string | null, denominator: string | null, decimals: number): Decimal | null =>
  numerator === null || denominator === null ? null : new Decimal(numerator).div(denominator).toDecimalPlaces(decimals);

const numberOf = (text: string | null | undefined): number | null => (text == null ? null : Number(text));

function measureOf(figures: readonly IndexFigure[], measure: (typeof MEASURES)[number]): RegionMeasure {
  const { numerator = null, denominator = null } = figures.find((one) => one.measure === measure) ?? {};
  return Object.assign(new RegionMeasure(), { measure, numerator: numberOf(numerator), denominator: numberOf(denominator), share: ratio(numerator, denominator, 3) });
}

function wellbeingOf(kato: string, { row, figures }: RegionIndex): RegionWellbeing {
  const own = figures.filter(({ region }) => region === kato);
  const exact = (measure: IndexFigure['measure']): number | null => numberOf(own.find((one) => one.measure === measure)?.numerator);
  const spend = own.find(({ measure }) => measure === 'SPEND');
  const perChild = spend === undefined ? null : ratio(spend.numerator, spend.denominator, 2);
  return Object.assign(new RegionWellbeing(), {
    snapshot: row.snapshot, asOf: row.asOf, version: row.version, year: row.year, day: row.day,
    bordersChangedWith: BORDERS[kato] ?? null,
    measures: MEASURES.map((measure) => measureOf(own, measure)),
    spendPerChild: perChild === null ? null : new Money(perChild.div(CENTS_OF_TENGE).toDecimalPlaces(2), Currency.KZT),
    pupils: exact('PUPILS'), places: exact('PLACES'), placesDeficit: exact('DEFICIT'),
    notHere: NOT_HERE,
  });
}

@Resolver(() => Region)
export class RegionWellbeingResolver {
  @Directive(AUDIT)
  @FieldResolver(() => RegionWellbeing, {
    nullable: true,
    description: 'What programmes do for its children in a year, for auditors: figures with noise, stored for all regions when they are asked for first in a month, of the latest snapshot. Null for a year that has not begun by then. Errors: NO_SNAPSHOT while no snapshot is complete, BAD_USER_INPUT before 2023.',
  })
  async wellbeing(@Root() { kato }: Region, @Arg('year', () => Int, { description: 'Year, from 2023 on.' }) year: number, @Ctx() context: SubgraphContext): Promise<RegionWellbeing | null> {
    if (year < FIRST_YEAR || year > LAST_YEAR) throw badInput('year', `must be from ${FIRST_YEAR} on.`);
    const index = await indexes(context).load(year);
    return index === null ? null : wellbeingOf(kato, index);
  }
}
