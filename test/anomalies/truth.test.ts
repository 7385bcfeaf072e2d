import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '../support/kept-connections.js';
import { populationOf } from '../../local/bootstrap/population.js';
import { PREVENTED } from '../../local/population/anomalies/beyond.js';
import { KINDS } from '../../local/population/anomalies/kinds.js';
import { RULES } from '../../local/population/anomalies/rules.js';
import type { LocalFacts } from '../../local/population/facts.js';
import { countKinds, plantedIn } from '../../local/populate/truth.js';
import { seedAll } from '../../local/seeding/seed-all.js';
import { copyAll } from '../../soak/support/audit/audit-database.js';
import { differences, expectedOf, findingsIn } from '../../soak/support/audit/audit.js';
import { PROGRAMMES, type SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import { projectRoot } from '../../subgraphs/shared/project.js';
import { emptyDatabase, freshDatabase, type FreshDatabase } from '../support/database.js';

const CHILDREN = 3_000;
/** Some of each kind, and every second household as it should be. */
const MANY = 2_000;

class Audited {
  private constructor(
    private readonly databases: ReadonlyMap<SubgraphName, FreshDatabase>,
    private readonly audit: FreshDatabase,
    readonly facts: LocalFacts,
  ) {}

  /** A population in five databases of its own, and a sixth in which auditors see all of it. */
  static async of(wished: Partial<LocalFacts>): Promise<Audited> {
    const databases = new Map(await Promise.all(PROGRAMMES.map(async (name) => [name, await freshDatabase(name)] as const)));
    const population = await populationOf(null, CHILDREN, wished);
    const audited = new Audited(databases, await emptyDatabase('registry'), population.facts);
    await seedAll(PROGRAMMES.map((name) => ({ name, ownerUrl: audited.database(name).ownerUrl })), population);
    await copyAll(audited.audit.adminUrl, (name) => audited.database(name).adminUrl);
    return audited;
  }

  database(name: SubgraphName): FreshDatabase {
    return this.databases.get(name) ?? expect.fail(name);
  }

  findings() {
    return findingsIn(this.audit.adminUrl, this.facts.asOf);
  }

  truths() {
    return plantedIn((name) => this.database(name).ownerUrl);
  }

  async drop(): Promise<void> {
    for (const database of [this.audit, ...this.databases.values()]) await database.drop();
  }
}

test('a population without --anomalies has nothing for any rule to find', async () => {
  const clean = await Audited.of({});
  const findings = await clean.findings();
  await clean.drop();
  expect([...findings.keys()]).toEqual(Object.keys(RULES));
  expect([...findings].filter(([, found]) => found.length > 0)).toEqual([]);
});

describe('with --anomalies', () => {
  let planted: Audited;
  beforeAll(async () => (planted = await Audited.of({ anomaliesPerMillion: MANY })));
  afterAll(() => planted.drop());

  test('each rule finds what the truth says, all of it and nothing else', async () => {
    const truths = await planted.truths();
    expect(differences(await planted.findings(), expectedOf(truths))).toEqual([]);
    expect(Math.min(...countKinds(truths).values())).toBeGreaterThanOrEqual(1);
    expect(truths.length).toBeGreaterThan(4 * KINDS.length);
  });

  test('what the schema is said to prevent, it does', async () => {
    for (const { programme, by } of PREVENTED) {
      const known = 'select relname as name from pg_class where relname = $1 union select conname from pg_constraint where conname = $1';
      const { rows } = await withClient(planted.database(programme).ownerUrl, (owner) => owner.query<{ name: string }>(known, [by]));
      expect(rows).toEqual([{ name: by }]);
    }
  });
});

test('every kind, every rule and everything prevented stands in the documentation', () => {
  const page = readFileSync(path.join(projectRoot(), 'docs/anomalies.md'), 'utf8');
  const named = [...KINDS.map(({ code }) => code), ...PREVENTED.map(({ by }) => by)];
  expect(named.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  expect(Object.keys(RULES).filter((rule) => !page.includes(`| ${rule} |`))).toEqual([]);
});
