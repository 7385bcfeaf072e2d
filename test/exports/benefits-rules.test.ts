import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../support/kept-connections.js';
import { populationOf } from '../../local/bootstrap/population.js';
import type { Truth } from '../../local/population/anomalies/planting.js';
import { seedAll } from '../../local/seeding/seed-all.js';
import { readTruth } from '../../local/seeding/truth-table.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { VIEW_RULES } from './support/benefit-rules.js';
import { Snapshot } from './support/snapshot.js';

/*
 * Auditors' rules over the views alone, on a population with planted errors: they find every one and nothing else. What a rule takes
 * from other programmes (deaths, birth order, placements, parents' rights) is not here.
 */

const CHILDREN = 1_500;
const PER_MILLION = 3_000;

let database: FreshDatabase;
let truths: Truth[];
let snapshot: Snapshot;
let asOf: string;
beforeAll(async () => {
  database = await freshDatabase('benefits');
  const population = await populationOf(null, CHILDREN, { anomaliesPerMillion: PER_MILLION });
  asOf = population.facts.asOf;
  await seedAll([{ name: 'benefits', ownerUrl: database.ownerUrl }], population);
  truths = await withClient(database.ownerUrl, readTruth);
  snapshot = new Snapshot(database.auditUrl);
});
afterAll(() => database.drop());

/** A planted row as the views name it: months of amounts are those in which they begin. */
function nameOf(key: Readonly<Record<string, unknown>>): string {
  const { award, child, month, validFrom } = key as Record<string, string | undefined>;
  const day = month ?? (validFrom === undefined ? null : `${validFrom.slice(0, 7)}-01`);
  return `${snapshot.pseudonym(award ?? child ?? '')} ${day}`;
}

describe.each(VIEW_RULES)('$rules', ({ rules, kinds, sql }) => {
  it('finds what was planted, all of it and nothing else', async () => {
    const records = truths.filter(({ kind }) => kinds.includes(kind)).flatMap((truth) => truth.records);
    const planted = records.filter((record) => record.rules.some((rule) => rules.includes(rule))).map(({ key }) => nameOf(key));
    const found = await snapshot.query<{ name: string }>(`select concat(award, ' ', coalesce(month::text, 'null')) as name from (${sql}) x where $1::date is not null`, [asOf]);
    expect([...new Set(found.map(({ name }) => name))].sort()).toEqual([...new Set(planted)].sort());
    for (const kind of kinds) expect(truths.map((truth) => truth.kind)).toContain(kind);
  });
});
