import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest, so that none of them is left alone at the end. Those that start processes take turns with those that do not. */
const LONGEST = [
  'journeys/journeys', 'access/matrix', 'local/database-url', 'secrets/secrets', 'operations/postgres-faults', 'anomalies/rules', 'local/populate', 'ledger/complete', 'local/no-network',
  'gateway/vetting', 'local/subgraph', 'subgraphs/audit/snapshots', 'gateway/reload', 'feeds/due-entitlements', 'migrations/safety', 'subgraphs/audit/region-index', 'migrations/online', 'subgraphs/doors/issuer-keys',
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
