import { BIRTHS_BY_YEAR } from './data/births-by-year.js';
import { dayOf, type Day, years, yearOf } from './calendar.js';
import { at, type Random, type Weighted, weights } from './random.js';

/** Days on which a mother gave birth, oldest first; a day that stands twice is a pair of twins. */
export type Births = readonly Day[];

/** Whom the programmes serve as children: born on or after this day (the savings programme's first cohort). */
export const CHILD_SINCE = dayOf('2006-01-01');

export const childrenOf = (births: Births): number => births.filter((day) => day >= CHILD_SINCE).length;

/** Between a mother's first birth at 18 or later and her last at 45 or earlier. */
const LONGEST_SPAN = years(26.5);
const TWIN_DELIVERIES = 0.011;

/**
 * Deliveries a mother has had when her last is behind her, per 1,000 mothers. Fitted, not published: with it about one
 * family in six has four or more minors and the average family 2.9 living children.
 */
const COMPLETED = [0, 110, 245, 280, 180, 90, 46, 22, 10, 5];

/** How many deliveries the mother of a child picked at random will have had: large families have more children to pick. */
const DELIVERIES = weights(COMPLETED.map((mothers, deliveries) => [deliveries, mothers * deliveries] as const));

/** Average days between two deliveries by completed number: who has many has them closer together. */
const SPACING = [0, 0, 1700, 1450, 1150, 950, 850, 760, 700, 650];
const SHORTEST_SPACING = 320;

/** How a family's births come about. */
export class BirthPlanner {
  private readonly anchors: Weighted<number>;
  private readonly lastYear: number;

  constructor(private readonly asOf: Day) {
    this.lastYear = yearOf(asOf);
    this.anchors = weights(this.anchorYears());
  }

  /**
   * The births of one family up to the as-of day. Drawn from the last of them: its day follows the births of the
   * country, from 1 January of the year whose children come of age this year. A family whose next birth would also lie
   * in the past is drawn again, so that each family is met at one birth only and no age is over- or underrepresented:
   * some families are complete, in others more children will come.
   */
  births(random: Random): Births {
    for (;;) {
      const deliveries = random.weighted(DELIVERIES);
      const order = random.between(1, deliveries);
      const last = this.anchor(random);
      const complete = order === deliveries || last + spacing(deliveries, random) > this.asOf;
      const days = complete ? backwards(last, order, deliveries, random) : [];
      if (days.length > 0) return days;
    }
  }

  private anchorYears(): (readonly [number, number])[] {
    return BIRTHS_BY_YEAR.filter(([year]) => year >= this.lastYear - 18 && year <= this.lastYear).map(
      ([year, births]) => [year, year < this.lastYear ? births : (births * (this.asOf - startOf(year) + 1)) / 365] as const,
    );
  }

  private anchor(random: Random): Day {
    const year = random.weighted(this.anchors);
    return random.between(startOf(year), Math.min(startOf(year + 1) - 1, this.asOf));
  }
}

/** The deliveries before the last, with twins; nothing when they do not fit in a mother's years. */
function backwards(last: Day, order: number, deliveries: number, random: Random): Day[] {
  const days: Day[] = [];
  for (let day = last, i = 0; i < order; i += 1, day -= spacing(deliveries, random)) {
    if (last - day > LONGEST_SPAN) return [];
    days.push(day);
    if (random.happens(TWIN_DELIVERIES)) days.push(day);
  }
  return days.toReversed();
}

/** Days to the next delivery: at least ten and a half months, mostly two to five years, seldom more than ten. */
function spacing(deliveries: number, random: Random): number {
  const free = at(SPACING, deliveries) - SHORTEST_SPACING;
  return SHORTEST_SPACING + Math.floor(free * (random.next() + 2 * random.next() * random.next()));
}

const STARTS = new Map<number, Day>();
function startOf(year: number): Day {
  const known = STARTS.get(year) ?? dayOf(`${year}-01-01`);
  STARTS.set(year, known);
  return known;
}
