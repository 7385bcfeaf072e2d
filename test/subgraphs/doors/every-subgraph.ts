import { afterAll, beforeAll, describe } from 'vitest';
import type { Purpose } from '../../../subgraphs/shared/access/purposes.js';
import { SUBGRAPHS, type SubgraphName } from '../../../subgraphs/shared/access/viewer.js';
import { startTestSubgraph, type TestSubgraph, type TestSubgraphOptions } from '../../support/subgraph.js';

/** What a ministry may ask of its own register, and nobody without a good token. */
export interface Register {
  readonly purpose: Purpose;
  readonly query: string;
}

const page = (list: string): string => `{ ${list}(first: 1) { edges { cursor } } }`;

export const REGISTERS: Readonly<Record<SubgraphName, Register>> = {
  registry: { purpose: 'CIVIL_REGISTRATION', query: page('children') },
  benefits: { purpose: 'BENEFIT_ASSESSMENT', query: page('benefitAwards') },
  savings: { purpose: 'SAVINGS_ADMINISTRATION', query: page('savingsClaims') },
  'foster-families': { purpose: 'CARE_SUPERVISION', query: page('placements') },
  schools: { purpose: 'EDUCATION_PLANNING', query: page('enrolments') },
  audit: { purpose: 'AUDIT_ANALYSIS', query: page('inquiries') },
};

/** Where a door is tried in every detail. That of the others is the same code: a case of each kind tells that they have it. */
export const ONE_BY_ONE: SubgraphName = 'registry';

/** Runs the same cases against each of the real subgraphs, started once. */
export function onEverySubgraph(cases: (at: () => TestSubgraph, name: SubgraphName) => void, options: TestSubgraphOptions = {}): void {
  describe.each(SUBGRAPHS)('%s', (name) => {
    let subgraph: TestSubgraph;
    beforeAll(async () => {
      subgraph = await startTestSubgraph(name, options);
    });
    afterAll(() => subgraph.close());
    cases(() => subgraph, name);
  });
}
