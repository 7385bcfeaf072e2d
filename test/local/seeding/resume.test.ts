import { expect, test } from 'vitest';
import { withClient } from '../../../local/bootstrap/connection.js';
import { populationOf } from '../../../local/bootstrap/population.js';
import { readState, type SeedState } from '../../../local/bootstrap/state.js';
import { seedAll, type Population } from '../../../local/seeding/seed-all.js';
import { readTruth } from '../../../local/seeding/truth-table.js';
import { freshDatabase, type FreshDatabase } from '../../support/database.js';

const target = ({ ownerUrl }: FreshDatabase) => [{ name: 'foster-families', ownerUrl }] as const;

const progressOf = ({ ownerUrl }: FreshDatabase): Promise<SeedState | null> => withClient(ownerUrl, async (owner) => (await readState(owner)).seed);

const truthIn = ({ ownerUrl }: FreshDatabase) => withClient(ownerUrl, readTruth);

const placementsIn = ({ adminUrl }: FreshDatabase): Promise<string[]> =>
  withClient(adminUrl, async (admin) => (await admin.query<{ row: string }>('select placement::text as row from placement order by id')).rows.map(({ row }) => row));

/** The same people, until something ends the process. */
const endingIn = (population: Population, ending: number): Population => ({
  ...population,
  *blockHouseholds(facts, block) {
    let count = 0;
    for (const household of population.blockHouseholds(facts, block)) {
      if (block.number === ending && count === 1500) throw new Error('killed');
      count += 1;
      yield household;
    }
  },
});

test('a seed that was interrupted goes on where it was, and comes out the same, with what was planted', async () => {
  const [whole, broken] = await Promise.all([freshDatabase('foster-families'), freshDatabase('foster-families')]);
  const population = await populationOf(null, 26_000, { anomaliesPerMillion: 200 });
  await seedAll(target(whole), population);
  await expect(seedAll(target(broken), endingIn(population, 1))).rejects.toThrow('killed');
  expect(await progressOf(broken)).toMatchObject({ done: false, blocks: 1 });
  await seedAll(target(broken), population);
  expect(await progressOf(broken)).toEqual(await progressOf(whole));
  expect(await progressOf(whole)).toMatchObject({ done: true, children: 26_000 });
  const placements = await placementsIn(broken);
  expect(placements.length).toBeGreaterThan(130);
  expect(placements).toEqual(await placementsIn(whole));
  const truth = await truthIn(broken);
  expect(new Set(truth.map(({ kind }) => kind)).size).toBe(6);
  expect(truth).toEqual(await truthIn(whole));
  await Promise.all([whole.drop(), broken.drop()]);
});
