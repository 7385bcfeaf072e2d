import type { PopulationFacts } from '../../subgraphs/shared/synthetic/seed.js';
import type { ToldHousehold } from './anomalies/planting.js';
import { tellPlanted } from './anomalies/tell.js';
import { dayOf } from './calendar.js';
import { tellCare } from './care.js';
import { childDeaths } from './death.js';
import { tellDemo } from './demo-household.js';
import { disabilities } from './disability.js';
import { Draft } from './draft.js';
import { type Family, makeFamily } from './family.js';
import type { IinIssuer } from './iin.js';
import { insurances } from './insurance.js';
import { written } from './life.js';
import { parentsTurn } from './marriage.js';
import { emigrate, move, naturalise, regainCitizenship } from './migration.js';
import { motherAwards } from './mother-award.js';
import { parentages } from './parentage.js';
import type { HouseholdPlan } from './plan.js';
import { lateRegistrations } from './registration.js';
import { isCare, type Story } from './story.js';

/** Tells a planned household from beginning to end. */
export function tell(plan: HouseholdPlan, facts: PopulationFacts, issuer: IinIssuer): ToldHousehold {
  const draft = new Draft(plan.number, dayOf(facts.asOf), facts.seed, issuer);
  const planting = plan.anomaly && tellPlanted(draft, plan.anomaly, plan.families);
  if (plan.story === 'DEMO') tellDemo(draft);
  else if (planting === undefined) tellFamilies(draft, plan);
  const household = { number: plan.number, persons: draft.lives.map(written), ...draft.facts };
  return planting === undefined ? household : { ...household, planting };
}

function tellFamilies(draft: Draft, { story, families: plans }: HouseholdPlan): void {
  const families = plans.map((births, i) => makeFamily(draft, births, i, story === 'ADOPTION' || story === 'STEP_ADOPTION'));
  for (const family of families) tellStory(draft, family, story);
  if (isCare(story)) tellCare(draft, families, story);
  for (const family of families) {
    parentages(draft, family, story);
    disabilities(draft, family, story);
    insurances(draft, family);
    if (!isCare(story)) motherAwards(draft, family);
  }
}

function tellStory(draft: Draft, family: Family, story: Story): void {
  if (isCare(story)) return childDeaths(draft, family);
  switch (story) {
    case 'PLAIN':
      childDeaths(draft, family);
      move(draft, family);
      parentsTurn(draft, family);
      lateRegistrations(draft, family);
      return;
    case 'EMIGRATION':
      return emigrate(draft, family);
    case 'NATURALISATION':
      return naturalise(draft, family);
    case 'REGAINED_CITIZENSHIP':
      return regainCitizenship(draft, family);
    case 'ADOPTION':
    case 'STEP_ADOPTION':
      return move(draft, family);
    case 'DEMO':
      // Told as a whole, see `tell`.
      return;
    default:
      return story satisfies never;
  }
}
