import type { Client } from 'pg';
import { defineSeed, type PopulationFacts, type SeedRecorder } from '../../shared/synthetic/seed.js';
import { shieldedDays } from '../../shared/synthetic/shielded-days.js';
import { LAW } from '../modules/rate/law.js';
import { RateBook, type RateFigures } from '../modules/rate/rate-book.js';
import type { AwardDraft, SeedScope } from './award-draft.js';
import { writeEvidence } from './evidence.js';
import { HouseholdView } from './household-view.js';
import { awardedMotherAwards } from './programmes/award-mother.js';
import { birthAwards } from './programmes/birth.js';
import { careAwards } from './programmes/care.js';
import { disabilityAwards } from './programmes/disability.js';
import { largeFamilyAwards } from './programmes/large-family.js';
import { placementAwards } from './programmes/placement.js';
import { survivorAwards } from './programmes/survivor.js';
import { type ProgrammeFacts, recordOf, TABLES, writeRecord } from './records.js';

/** The figures of the law, and the catalogue as the migrations left it. */
export interface Law {
  readonly figures: RateFigures;
  readonly programmes: ReadonlyMap<string, ProgrammeFacts>;
}

async function readLaw(client: Client): Promise<Law> {
  const { rows } = await client.query<ProgrammeFacts & { code: string }>('select code, unit, budget_level, decided_by from benefit_programme');
  return { figures: LAW, programmes: new Map(rows.map((row) => [row.code, row])) };
}

/** Everything that was ever decided for a household. */
const awardsOf = (scope: SeedScope): AwardDraft[] => [
  ...scope.view.children.flatMap((child) => [...birthAwards(scope, child), ...careAwards(scope, child), ...disabilityAwards(scope, child)]),
  ...largeFamilyAwards(scope),
  ...survivorAwards(scope),
  ...placementAwards(scope),
  ...awardedMotherAwards(scope),
];

function recorder(facts: PopulationFacts, { figures, programmes }: Law): SeedRecorder<keyof typeof TABLES> {
  const book = new RateBook(figures);
  return {
    household: (household, write) => {
      const scope = { view: new HouseholdView(household), facts, book, programmes };
      for (const award of awardsOf(scope)) {
        const record = recordOf(scope, award);
        if (record !== null) writeRecord(record, write);
      }
      writeEvidence(scope, write);
      for (const [child, from, to] of shieldedDays(household.cares)) write.row('shielding', [child, from, to, 'foster-families', from]);
    },
  };
}

/** The ministry's and the Fund's own records of a synthetic population. */
export const seed = defineSeed({ tables: TABLES, children: { table: 'benefit_award_child' }, readReference: readLaw, recorder });
