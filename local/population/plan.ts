import { kindOf } from './anomalies/choose.js';
import type { AnomalyKind } from './anomalies/kind.js';
import { type Births, BirthPlanner, childrenOf } from './births.js';
import { dayOf, type Day, years } from './calendar.js';
import { DEMO_CHILDREN, DEMO_SINCE } from './demo-household.js';
import type { LocalFacts } from './facts.js';
import { Random } from './random.js';
import { showcaseOf, type Story, storyOf, suits } from './story.js';

/** What is settled about a household before anybody in it has a name: cheap, so that a nation can be counted through. */
export interface HouseholdPlan {
  readonly number: number;
  readonly story: Story;
  /** One family, or the two or three whose children one foster family has taken. */
  readonly families: readonly Births[];
  readonly children: number;
  /** The error that the household is made for. */
  readonly anomaly?: AnomalyKind;
}

/** Plans households, each from its number alone. */
export class Planner {
  private readonly asOf: Day;
  private readonly planner: BirthPlanner;

  constructor(private readonly facts: LocalFacts) {
    this.asOf = dayOf(facts.asOf);
    this.planner = new BirthPlanner(this.asOf);
  }

  plan(number: number): HouseholdPlan {
    const random = new Random(this.facts.seed, number, 'plan');
    const anomaly = kindOf(number, this.facts);
    if (anomaly !== undefined) return { ...planOf(number, 'PLAIN', anomaly.births(this.asOf, random)), anomaly };
    const story = storyOf(number, random);
    if (story === 'DEMO' && this.facts.asOf >= DEMO_SINCE) return { number, story, families: [], children: DEMO_CHILDREN };
    if (story === 'FOSTER_FAMILY') return planOf(number, story, this.fosterFamilies(random));
    return planOf(number, story === 'DEMO' ? 'PLAIN' : story, [this.family(number, story, random)]);
  }

  /** The last household when fewer children are left than it has: a plain family whose youngest are not yet born. */
  trimmed(number: number, children: number): HouseholdPlan {
    const random = new Random(this.facts.seed, number, 'trimmed');
    for (;;) {
      const births = this.planner.births(random);
      const surplus = childrenOf(births) - children;
      if (surplus >= 0) return planOf(number, 'PLAIN', [births.slice(0, births.length - surplus)]);
    }
  }

  private family(number: number, story: Story, random: Random): Births {
    for (;;) {
      const births = this.planner.births(random);
      if (suits(story, births, this.asOf, showcaseOf(number)?.adolescent)) return births;
    }
  }

  /** A foster family takes four to ten children (Family Code, 132-1(1)): those of two or three families. */
  private fosterFamilies(random: Random): Births[] {
    for (;;) {
      const families = Array.from({ length: random.between(2, 3) }, () => this.family(-1, 'FOSTER_FAMILY', random));
      const minors = families.flat().filter((day) => this.asOf - day < years(17.9)).length;
      if (minors >= 4 && families.flat().length <= 10) return families;
    }
  }
}

const planOf = (number: number, story: Story, families: readonly Births[]): HouseholdPlan => ({
  number,
  story,
  families,
  children: families.reduce((sum, births) => sum + childrenOf(births), 0),
});
