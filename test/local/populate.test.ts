import { afterAll, describe, expect, test } from 'vitest';
import { populationOf } from '../../local/bootstrap/population.js';
import { seedOf } from '../../local/bootstrap/subgraph-modules.js';
import { readWish } from '../../local/populate/arguments.js';
import { temporaryFolder } from '../../local/temporary-run.js';
import { holdsWithin } from '../../local/processes/wait.js';
import { launch, outcome, type Command } from './launcher.js';

describe('the command line', () => {
  test.each([
    [['--children', '7000000'], { children: 7_000_000, seed: undefined }],
    [['--children', '6_900_000', '--seed', '7'], { children: 6_900_000, seed: 7 }],
    [[], { children: 100, seed: undefined }],
  ])('%j', (args, wish) => expect(readWish(args, 100)).toMatchObject(wish));

  test.each([
    [['--children', '0'], '--children must be a whole number from 1 to 7000000.'],
    [['--children', '7000001'], '--children must be a whole number from 1 to 7000000.'],
    [['--children', '1e3'], '--children must be a whole number from 1 to 7000000.'],
    [['--children', '10', '--seed', '-1'], '--seed'],
    [['--childen', '10'], "Unknown option '--childen'"],
    [[], '--children is missing.'],
  ])('%j is refused', (args, line) => expect(() => readWish(args, undefined)).toThrow(line));
});

/** More than two threads and one block need, and enough for indexes to be made after the rows. */
const CHILDREN = 26_000;
const folder = temporaryFolder('test-populate');
afterAll(() => folder.remove());

const populate = (children: number): Command => launch('populate', folder.path, ['--children', String(children)]);

/** Children whom a ministry knows, by what its seed says of the population; counted without a database. */
async function childrenInCare(): Promise<number> {
  const { facts, blocksOf, blockHouseholds } = await populationOf(null, CHILDREN);
  const recorder = (await seedOf('foster-families')).recorder(facts, new Map());
  const children = new Set<unknown>();
  const write = { row: (table: string, [iin]: readonly unknown[]) => (table === 'placement' ? children.add(iin).size : 0) };
  for (const block of blocksOf(facts)) for (const household of blockHouseholds(facts, block)) recorder.household(household, write);
  return children.size;
}

describe('npm run populate', () => {
  test('killed at any time it goes on from there, and says what is in the databases', { timeout: 240_000 }, async () => {
    for (const signal of ['SIGKILL', 'SIGINT'] as const) {
      const run = populate(CHILDREN);
      expect(await holdsWithin(60_000, () => run.stderr().includes('children'))).toBe(true);
      run.kill(signal);
      expect(await run.ended).not.toBe(0);
    }
    const { code, stdout } = await outcome(populate(CHILDREN));
    expect(code).toBe(0);
    expect(stdout).toMatch(/^26,000 children, with everybody around them, until 2026-10-01 \(seed 20240101\)\./);
    expect(stdout).toMatch(/\nregistry +26,000\n/);
    expect(stdout).toMatch(/\nsavings +26,000\n/);
    expect(stdout).toMatch(new RegExp(`\nfoster-families +${await childrenInCare()}\n`));
    expect((await outcome(populate(CHILDREN))).stdout).toBe(stdout);
  });

  test('refuses another population where there is one', async () => {
    const { code, stderr } = await outcome(populate(500));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^\S+ holds a population of 26000 children \(seed 20240101\)\. Set BALAGRAPH_DATA to another folder, or ask for the same\.\n$/);
  });
});
