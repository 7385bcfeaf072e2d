import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest, so that none of them is left alone at the end. Those that start processes take turns with those that do not. */
const LONGEST = [
  'journeys/journeys', 'access/matrix', 'local/database-url', 'ledger/complete', 'local/populate', 'secrets/secrets',
  'gateway/vetting', 'subgraphs/doors/issuer-keys', 'local/subgraph', 'ledger/verify', 'local/no-network', 'operations/postgres-faults', 'gateway/reload', 'migrations/safety', 'migrations/online',
].map((name) => `/test/${name}.test.ts`);

const rank = ({ moduleId }: TestSpecification): number => {
  const found = LONGEST.findIndex((name) => moduleId.endsWith(name));
  return found === -1 ? LONGEST.length : found;
};

/** The order in which test files are begun; the shorter ones as Vitest would have them. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    return usual.toSorted((one, other) => rank(one) - rank(other));
  }
}
