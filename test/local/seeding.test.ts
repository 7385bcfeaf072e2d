import { expect, test } from 'vitest';
import { withClient } from '../../local/bootstrap/connection.js';
import { populationOf } from '../../local/bootstrap/population.js';
import { seedAll, type Population } from '../../local/bootstrap/seeding.js';
import { readState, type SeedState } from '../../local/bootstrap/state.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';

const target = ({ appUrl }: FreshDatabase, progress: SeedState | null) => [{ name: 'registry', appUrl, progress }] as const;

const progressOf = ({ ownerUrl }: FreshDatabase): Promise<SeedState | null> => withClient(ownerUrl, async (owner) => (await readState(owner)).seed);

const peopleIn = ({ adminUrl }: FreshDatabase): Promise<string[]> =>
  withClient(adminUrl, async (admin) => (await admin.query<{ iin: string }>('select iin from person order by iin')).rows.map(({ iin }) => iin));

/** The same people, until something ends the process. */
const endingAfter = (population: Population, households: number): Population => ({
  ...population,
  *households(facts) {
    let count = 0;
    for (const household of population.households(facts)) {
      if (count === households) throw new Error('killed');
      count += 1;
      yield household;
    }
  },
});

test('a seed that was interrupted goes on where it was, and comes out the same', async () => {
  const [whole, broken] = await Promise.all([freshDatabase('registry'), freshDatabase('registry')]);
  const population = await populationOf(null, undefined);
  await seedAll(target(whole, null), population);
  await expect(seedAll(target(broken, null), endingAfter(population, 1100))).rejects.toThrow('killed');
  const progress = await progressOf(broken);
  expect(progress).toMatchObject({ done: false, households: 1000 });
  await seedAll(target(broken, progress), population);
  expect(await progressOf(broken)).toMatchObject({ done: true });
  const people = await peopleIn(broken);
  expect(people.length).toBeGreaterThan(3000);
  expect(people).toEqual(await peopleIn(whole));
  await Promise.all([whole.drop(), broken.drop()]);
});
