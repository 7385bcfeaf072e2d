import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { populationOf } from '../../local/bootstrap/population.js';
import { seedOf } from '../../local/bootstrap/subgraph-modules.js';
import { readWish } from '../../local/populate/arguments.js';
import { KINDS } from '../../local/population/anomalies/kinds.js';
import { ANOMALIES_PER_MILLION } from '../../local/population/facts.js';
import { temporaryFolder } from '../../local/temporary-run.js';
import { launch, outcome, readText, type Command } from './launcher.js';

describe('the command line', () => {
  test.each([
    [['--children', '7000000'], { children: 7_000_000, seed: undefined, anomalies: false }],
    [['--children', '6_900_000', '--seed', '7'], { children: 6_900_000, seed: 7 }],
    [['--children', '1000', '--anomalies'], { children: 1000, anomalies: true }],
    [[], { children: 100, seed: undefined }],
  ])('%j', (args, wish) => expect(readWish(args, 100)).toMatchObject(wish));

  test.each([
    [['--children', '0'], '--children must be a whole number from 1 to 7000000.'],
    [['--children', '7000001'], '--children must be a whole number from 1 to 7000000.'],
    [['--children', '1e3'], '--children must be a whole number from 1 to 7000000.'],
    [['--children', '10', '--seed', '-1'], '--seed'],
    [['--childen', '10'], "Unknown option '--childen'"],
    [[], '--children is missing.'],
    [['--children', '999', '--anomalies'], '--anomalies plants one of each kind and more, for which it needs 1000 children.'],
  ])('%j is refused', (args, line) => expect(() => readWish(args, undefined)).toThrow(line));
});

/** What errors need; populations of more than a block, by several threads and killed: `npm run soak -- populate`. */
const CHILDREN = 1_000;
const folder = temporaryFolder('test-populate');
afterAll(() => folder.remove());

const populate = (children: number, ...more: readonly string[]): Command => launch('populate', folder.path, ['--children', String(children), ...more]);

/** Children whom a ministry knows by what its seed says of the population, and where which errors are; without a database. */
async function told(): Promise<{ inCare: number; planted: [household: number, kind: string][] }> {
  const { facts, blocksOf, blockHouseholds } = await populationOf(null, CHILDREN, { anomaliesPerMillion: ANOMALIES_PER_MILLION });
  const recorder = (await seedOf('foster-families')).recorder(facts, new Map());
  const children = new Set<unknown>();
  const write = { row: (table: string, [iin]: readonly unknown[]) => (table === 'placement' ? children.add(iin).size : 0) };
  const planted: [number, string][] = [];
  for (const household of [...blocksOf(facts)].flatMap((block) => [...blockHouseholds(facts, block)])) {
    recorder.household(household, write);
    if (household.planting !== undefined) planted.push([household.number, household.planting.code]);
  }
  return { inCare: children.size, planted };
}

const truthLines = (): { [key: string]: unknown }[] => readText(folder.path, 'anomalies.ndjson').trim().split('\n').map((line) => JSON.parse(line) as { [key: string]: unknown });

describe('npm run populate', () => {
  test('says what is in the databases, errors and all, and does nothing twice', { timeout: 240_000 }, async () => {
    const { inCare, planted } = await told();
    const { code, stdout } = await outcome(populate(CHILDREN, '--anomalies'));
    expect(code).toBe(0);
    expect(stdout).toMatch(/^1,000 children, with everybody around them, until 2026-10-01 \(seed 20240101\)\./);
    expect(stdout).toMatch(/\nregistry +1,000\n/);
    expect(stdout).toMatch(/\nsavings +1,000\n/);
    expect(stdout).toMatch(new RegExp(`\nfoster-families +${inCare}\n`));
    expect(stdout).toMatch(/\nNOT_ENROLLED +[1-9]/);
    const [manifest, ...truth] = truthLines();
    expect(manifest).toMatchObject({ manifest: 1, seed: 20240101, children: CHILDREN, anomalies: planted.length });
    expect(truth.map(({ household, kind }) => [household, kind])).toEqual(planted);
    expect(new Set(truth.map(({ kind }) => kind)).size).toBe(KINDS.length);
    rmSync(path.join(folder.path, 'anomalies.ndjson'));
    expect((await outcome(populate(CHILDREN, '--anomalies'))).stdout).toBe(stdout);
    expect(truthLines()).toEqual([manifest, ...truth]);
  });

  test('goes on with errors only where it was begun with them', async () => {
    const { code, stderr } = await outcome(populate(CHILDREN));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^\S+ holds a population of 1000 children \(seed 20240101\) with planted errors\. Set BALAGRAPH_DATA to another folder, or ask for the same, with --anomalies\.\n$/);
  });

  test('refuses another population where there is one', async () => {
    const { code, stderr } = await outcome(populate(5000, '--anomalies'));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^\S+ holds a population of 1000 children \(seed 20240101\) with planted errors\. Set BALAGRAPH_DATA to another folder, or ask for the same\.\n$/);
  });
});
